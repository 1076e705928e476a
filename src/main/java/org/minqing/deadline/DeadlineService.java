package org.minqing.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.springframework.stereotype.Service;

/** Computes the dates of a level by the table {@code levelDeadline} and the working calendar. */
@Service
public class DeadlineService {

    private static final LocalTime WARNING_TIME = LocalTime.of(8, 30);

    private final DeadlineDecision table;
    private final WorkingCalendar calendar;

    DeadlineService(DeadlineDecision table, WorkingCalendar calendar) {
        this.table = table;
        this.calendar = calendar;
    }

    /** The row of the table that stands today; a level that is running keeps the dates it was given. */
    public DeadlineRule rule(Level level, UrgencyClass urgency) {
        return table.rule(level, urgency);
    }

    /** The dates of a level that is entered now. */
    public Deadline forLevel(Level level, UrgencyClass urgency, Instant enteredAt) {
        DeadlineRule rule = rule(level, urgency);
        Instant due = add(rule.span(), rule.amount(), enteredAt);
        return new Deadline(due, warnAt(rule, enteredAt, due), rule);
    }

    /** Counts an amount on from an instant, as the deadlines of that span are counted. */
    public Instant add(DeadlineRule.Span span, int amount, Instant from) {
        return switch (span) {
            case HOURS -> from.plus(Duration.ofHours(amount));
            case WORKING_DAYS -> calendar.workingDaysAfter(from, amount);
            case CALENDAR_DAYS -> calendar.calendarDaysAfter(from, amount);
        };
    }

    /** When to warn; never before the level was entered. */
    public Instant warnAt(DeadlineRule rule, Instant enteredAt, Instant dueAt) {
        Instant warn = rule.warning() == DeadlineRule.Warning.AT_80_PERCENT
                ? enteredAt.plus(
                        Duration.between(enteredAt, dueAt).multipliedBy(4).dividedBy(5))
                : calendar.at(calendar.dayOf(dueAt), WARNING_TIME);
        return warn.isBefore(enteredAt) ? enteredAt : warn;
    }

    /** What is left of a clock that is stopped now: seconds for hours, else days after today. */
    public long remaining(DeadlineRule.Span span, Instant now, Instant dueAt) {
        return switch (span) {
            case HOURS -> Duration.between(now, dueAt).toSeconds();
            case WORKING_DAYS -> calendar.workingDaysBetween(now, dueAt);
            case CALENDAR_DAYS ->
                calendar.dayOf(dueAt).toEpochDay() - calendar.dayOf(now).toEpochDay();
        };
    }

    /** When a clock that was stopped with {@code remaining} left is due, if it goes on now. */
    public Instant resume(DeadlineRule.Span span, long remaining, Instant now) {
        return switch (span) {
            case HOURS -> now.plusSeconds(remaining);
            case WORKING_DAYS ->
                remaining == 0
                        ? calendar.nextEndOfWorkingDay(now)
                        : calendar.workingDaysAfter(now, Math.toIntExact(remaining));
            case CALENDAR_DAYS -> calendar.calendarDaysAfter(now, Math.max(1, Math.toIntExact(remaining)));
        };
    }
}
