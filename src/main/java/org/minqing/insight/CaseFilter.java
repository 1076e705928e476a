package org.minqing.insight;

import java.time.LocalDate;
import org.minqing.appeal.UrgencyClass;

/**
 * What a leader narrows a list down to; every field may be null.
 *
 * @param area code of a unit of the territory: only cases about it and what lies below
 * @param unit code of the responsible unit
 * @param category code of a leaf of the category tree, or of a class with all of its leaves
 * @param from first day of receipt, in the effect list of the answer
 * @param to last such day
 * @param overdue true for what is overdue only
 */
record CaseFilter(
        String area,
        String unit,
        String category,
        UrgencyClass urgency,
        LocalDate from,
        LocalDate to,
        Boolean overdue) {

    static final CaseFilter NONE = new CaseFilter(null, null, null, null, null, null, null);

    static CaseFilter ofArea(String area) {
        return new CaseFilter(area, null, null, null, null, null, null);
    }
}
