package org.minqing.insight;

import java.util.List;

/**
 * One case with its whole history, and the way that it has gone on the models' pictures. No personal data.
 *
 * @param mayBeSupervised whether the caller may order supervision on it
 */
record CaseFile(
        String number,
        String subject,
        String text,
        String place,
        String category,
        String urgency,
        String state,
        String level,
        String unit,
        String unitCode,
        String receivedAt,
        String dueAt,
        String left,
        boolean overdue,
        String reply,
        String repliedAt,
        String rating,
        boolean mayBeSupervised,
        List<Stay> stays,
        List<Event> events,
        List<Picture> pictures) {

    /** A level that it was at, and how long. */
    record Stay(String level, String element, String unit, String from, String until, String lasted, String leftBy) {}

    record Event(String time, String what, String unit, String to, String outcome, String note) {}

    /** A model that it went through. @param elements in the order in which it passed them */
    record Picture(String process, String label, int version, List<String> elements) {}
}
