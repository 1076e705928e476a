package org.minqing.deadline;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/**
 * Working days after the State Council's yearly arrangement, holidays and make-up days included. A day that is not
 * listed follows the weekday.
 */
@Component
public class WorkingCalendar {

    /** The end of the working day, at which a deadline of days acts. */
    public static final LocalTime END_OF_DAY = LocalTime.of(17, 30);

    private final CalendarRepository days;
    private final ZoneId zone;

    WorkingCalendar(CalendarRepository days, Clock clock) {
        this.days = days;
        this.zone = clock.getZone();
    }

    public boolean isWorkingDay(LocalDate day) {
        return days.kind(day)
                .map(CalendarRepository.Kind.WORKDAY::equals)
                .orElseGet(() -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    /** 17:30 of the nth working day after the calendar day of {@code from}. */
    public Instant workingDaysAfter(Instant from, int n) {
        LocalDate day = dayOf(from);
        for (int left = n; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return endOf(day);
    }

    /** 17:30 of the nth calendar day after the calendar day of {@code from}. */
    public Instant calendarDaysAfter(Instant from, int n) {
        return endOf(dayOf(from).plusDays(n));
    }

    /** How many working days lie after the day of {@code from}, up to and including the day of {@code to}. */
    public int workingDaysBetween(Instant from, Instant to) {
        int count = 0;
        LocalDate last = dayOf(to);
        for (LocalDate day = dayOf(from).plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    /** The first end of a working day that has not passed yet. */
    public Instant nextEndOfWorkingDay(Instant from) {
        LocalDate today = dayOf(from);
        return isWorkingDay(today) && from.isBefore(endOf(today)) ? endOf(today) : workingDaysAfter(from, 1);
    }

    public Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    private Instant endOf(LocalDate day) {
        return at(day, END_OF_DAY);
    }
}
