package org.minqing.insight;

import java.time.LocalDate;
import java.util.List;
import org.minqing.appeal.UrgencyClass;

/**
 * What a leader narrows a list down to; every field may be null.
 *
 * @param area code of a unit of the territory: only cases about it and what lies below
 * @param unit code of the responsible unit
 * @param category code of a leaf of the category tree, or of a class with all of its leaves
 * @param from first day of receipt, in the effect list of the answer
 * @param to last such day
 * @param words that all stand in the subject or the text; not for the list of tasks
 * @param overdue true for what is overdue only
 */
record CaseFilter(
        String area,
        String unit,
        String category,
        UrgencyClass urgency,
        LocalDate from,
        LocalDate to,
        Boolean overdue,
        List<String> words) {

    CaseFilter(
            String area,
            String unit,
            String category,
            UrgencyClass urgency,
            LocalDate from,
            LocalDate to,
            Boolean overdue) {
        this(area, unit, category, urgency, from, to, overdue, List.of());
    }

    /** What holds all of these words, from a day on. */
    static CaseFilter ofWords(List<String> words, LocalDate from) {
        return new CaseFilter(null, null, null, null, from, null, null, words);
    }

    static final CaseFilter NONE = new CaseFilter(null, null, null, null, null, null, null);

    static CaseFilter ofArea(String area) {
        return new CaseFilter(area, null, null, null, null, null, null);
    }
}
