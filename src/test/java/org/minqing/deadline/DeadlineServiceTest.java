package org.minqing.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.EmptyDatabase;
import org.minqing.deadline.DeadlineRule.Span;
import org.minqing.deadline.DeadlineRule.Warning;

/** The dates were counted by hand on the State Council's arrangement. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineServiceTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private DeadlineService deadlines;

    @BeforeAll
    void shippedCalendar() {
        CalendarRepository days = Calendars.shipped(EmptyDatabase.create());
        deadlines = new DeadlineService(null, new WorkingCalendar(days, Clock.system(ZONE)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # an ordinary week
                    WORKING_DAYS,  1, 2026-11-19T00:00:00, 2026-11-20T17:30
                    WORKING_DAYS,  1, 2026-11-19T23:59:59, 2026-11-20T17:30
                    # entered on Friday evening, on Saturday, on Sunday: Monday
                    WORKING_DAYS,  1, 2026-11-20T18:00:00, 2026-11-23T17:30
                    WORKING_DAYS,  1, 2026-11-21T09:00:00, 2026-11-23T17:30
                    WORKING_DAYS,  1, 2026-11-22T10:00:00, 2026-11-23T17:30
                    WORKING_DAYS,  5, 2026-11-22T10:00:00, 2026-11-27T17:30
                    # before Spring Festival 2026: Saturday 14 February is worked, 15 to 23 is not, Saturday 28 is worked
                    WORKING_DAYS,  1, 2026-02-13T09:00:00, 2026-02-14T17:30
                    WORKING_DAYS,  1, 2026-02-14T10:00:00, 2026-02-24T17:30
                    WORKING_DAYS,  3, 2026-02-15T10:00:00, 2026-02-26T17:30
                    WORKING_DAYS,  5, 2026-02-14T10:00:00, 2026-02-28T17:30
                    WORKING_DAYS,  6, 2026-02-14T10:00:00, 2026-03-02T17:30
                    # National Day 2025: Sunday 28 September is worked, 1 to 8 October is not, Saturday 11 is worked
                    WORKING_DAYS,  1, 2025-09-26T16:00:00, 2025-09-28T17:30
                    WORKING_DAYS,  1, 2025-09-30T16:00:00, 2025-10-09T17:30
                    WORKING_DAYS,  3, 2025-09-30T16:00:00, 2025-10-11T17:30
                    WORKING_DAYS,  4, 2025-09-30T16:00:00, 2025-10-13T17:30
                    WORKING_DAYS, 15, 2025-09-30T16:00:00, 2025-10-28T17:30
                    # New Year: Sunday 4 January 2026 is worked
                    WORKING_DAYS,  1, 2025-12-31T12:00:00, 2026-01-04T17:30
                    # a year without data follows the weekdays
                    WORKING_DAYS,  1, 2030-09-30T12:00:00, 2030-10-01T17:30
                    # hours run around the clock
                    HOURS,         2, 2026-11-20T23:15:30, 2026-11-21T01:15:30
                    HOURS,        48, 2026-02-14T10:00:00, 2026-02-16T10:00
                    # calendar days end at 17:30, on a holiday too
                    CALENDAR_DAYS, 60, 2026-11-22T20:00:00, 2027-01-21T17:30
                    CALENDAR_DAYS,  3, 2025-09-30T08:00:00, 2025-10-03T17:30
                    """)
    void amountCountedOn_dueAt(Span span, int amount, LocalDateTime from, LocalDateTime due) {
        assertThat(deadlines.add(span, amount, at(from))).isEqualTo(at(due));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # stopped on Monday with 30 September, 9, 10 and 11 October to go; goes on after the holiday
                    WORKING_DAYS,  2025-09-29T10:00, 2025-10-11T17:30,     4, 2025-10-13T09:00, 2025-10-17T17:30
                    # stopped inside the holiday, goes on inside it
                    WORKING_DAYS,  2026-02-16T10:00, 2026-02-26T17:30,     3, 2026-02-20T09:00, 2026-02-26T17:30
                    # stopped on the due day: the day's end is left, today's, the next worked one's
                    WORKING_DAYS,  2026-11-20T10:00, 2026-11-20T17:30,     0, 2026-11-20T15:00, 2026-11-20T17:30
                    WORKING_DAYS,  2026-11-20T10:00, 2026-11-20T17:30,     0, 2026-11-20T17:30, 2026-11-23T17:30
                    WORKING_DAYS,  2026-11-20T10:00, 2026-11-20T17:30,     0, 2026-11-21T09:00, 2026-11-23T17:30
                    WORKING_DAYS,  2026-02-13T10:00, 2026-02-13T17:30,     0, 2026-02-14T09:00, 2026-02-14T17:30
                    CALENDAR_DAYS, 2026-11-22T10:00, 2026-12-02T17:30,    10, 2027-01-01T12:00, 2027-01-11T17:30
                    CALENDAR_DAYS, 2026-11-22T10:00, 2026-11-22T17:30,     0, 2026-12-01T12:00, 2026-12-02T17:30
                    HOURS,         2026-11-22T10:00, 2026-11-22T12:30,  9000, 2026-11-30T23:00, 2026-12-01T01:30
                    """)
    void clockStoppedAndGoingOn_keepsWhatWasLeft(
            Span span, LocalDateTime stopped, LocalDateTime due, long left, LocalDateTime on, LocalDateTime newDue) {
        assertThat(deadlines.remaining(span, at(stopped), at(due))).isEqualTo(left);
        assertThat(deadlines.resume(span, left, at(on))).isEqualTo(at(newDue));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    AT_80_PERCENT, 2026-11-20T10:00, 2026-11-20T12:00, 2026-11-20T11:36
                    DUE_DAY_0830,  2026-11-19T10:00, 2026-11-20T17:30, 2026-11-20T08:30
                    DUE_DAY_0830,  2026-02-13T10:00, 2026-02-14T17:30, 2026-02-14T08:30
                    # never before the level was entered
                    DUE_DAY_0830,  2026-11-20T10:00, 2026-11-20T17:30, 2026-11-20T10:00
                    """)
    void levelEntered_warnedAt(Warning warning, LocalDateTime entered, LocalDateTime due, LocalDateTime warned) {
        assertThat(deadlines.warnAt(new DeadlineRule(Span.HOURS, 1, warning), at(entered), at(due)))
                .isEqualTo(at(warned));
    }

    private static Instant at(LocalDateTime time) {
        return time.atZone(ZONE).toInstant();
    }
}
