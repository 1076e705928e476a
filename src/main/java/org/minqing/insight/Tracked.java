package org.minqing.insight;

import java.util.List;

/**
 * What the person who asked sees of his case.
 *
 * @param withUnit who has it now, or who answered
 * @param mayRate whether his rating is awaited
 */
record Tracked(
        String number,
        String subject,
        String state,
        String withUnit,
        String dueAt,
        String left,
        boolean overdue,
        String reply,
        String repliedAt,
        String rating,
        boolean mayRate,
        List<Stage> way) {

    record Stage(String time, String words) {}
}
