package org.minqing.insight;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a leader sees first of the cases in his area.
 *
 * @param closing answered, and waiting for the requester's word
 * @param dueToday open, and due at some time of this day
 */
record Overview(
        String area, long open, long newToday, long dueToday, long overdue, long closing, List<AtLevel> levels) {

    /** How many open cases stand at a level, and how many of them are overdue. */
    record AtLevel(String label, long open, long overdue) {}

    /** A line of the problem list (问题清单): an open case. */
    record Problem(
            String number,
            String subject,
            String unit,
            String urgency,
            String level,
            String receivedAt,
            String dueAt,
            String left,
            boolean overdue) {}

    /** A line of the task list (任务清单): an open task of such a case. */
    record Task(
            String number,
            String subject,
            String task,
            String unit,
            boolean claimed,
            String dueAt,
            String left,
            boolean overdue) {}

    /** A line of the effect list (效果清单): a case that has been answered. */
    record Effect(
            String number,
            String subject,
            String unit,
            String repliedAt,
            String reply,
            Integer households,
            Integer people,
            BigDecimal money,
            String rating) {}
}
