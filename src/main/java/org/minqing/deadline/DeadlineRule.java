package org.minqing.deadline;

/**
 * How long a level may take: a row of the table {@code levelDeadline}.
 *
 * @param amount hours around the clock, working days or calendar days, as {@code span} says
 */
public record DeadlineRule(Span span, int amount, Warning warning) {

    /** What {@link #amount} counts. */
    public enum Span {
        HOURS,
        WORKING_DAYS,
        CALENDAR_DAYS
    }

    /** When the unit is warned. */
    public enum Warning {
        /** At four fifths of the time. */
        AT_80_PERCENT,
        /** At 08:30 on the due day. */
        DUE_DAY_0830
    }
}
