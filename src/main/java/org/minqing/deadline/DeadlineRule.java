package org.minqing.deadline;

/**
 * How long a level may take: a row of the table {@code levelDeadline}.
 *
 * @param amount hours around the clock, working days or calendar days, as {@code span} says
 */
public record DeadlineRule(Span span, int amount, Warning warning) {

    /** What {@link #amount} counts. */
    public enum Span {
        HOURS("小时"),
        WORKING_DAYS("个工作日"),
        CALENDAR_DAYS("天");

        private final String label;

        Span(String label) {
            this.label = label;
        }

        /** The word behind a number on screens. */
        public String label() {
            return label;
        }
    }

    /** When the unit is warned. */
    public enum Warning {
        /** At four fifths of the time. */
        AT_80_PERCENT,
        /** At 08:30 on the due day. */
        DUE_DAY_0830
    }
}
