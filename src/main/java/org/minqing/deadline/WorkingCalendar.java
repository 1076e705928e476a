package org.minqing.deadline;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Working days after the State Council's yearly arrangement, holidays and make-up days included. A day that is not
 * listed follows the weekday. The listed days are read anew for each question, so that every node counts by what was
 * imported last.
 */
@Component
public class WorkingCalendar {

    /** The end of the working day, at which a deadline of days acts. */
    private static final LocalTime END_OF_DAY = LocalTime.of(17, 30);

    /** How many days to read at least, so that one question mostly suffices. */
    private static final int LONGEST_HOLIDAY = 12;

    private final CalendarRepository days;
    private final ZoneId zone;

    WorkingCalendar(CalendarRepository days, Clock clock) {
        this.days = days;
        this.zone = clock.getZone();
    }

    public boolean isWorkingDay(LocalDate day) {
        return isWorkingDay(day, days.between(day, day));
    }

    /** Whether any day of the year is listed; a year without data follows the weekdays alone. */
    public boolean coversYear(int year) {
        return !days.between(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                .isEmpty();
    }

    /** 17:30 of the nth working day after the calendar day of {@code from}. */
    public Instant workingDaysAfter(Instant from, int n) {
        LocalDate day = dayOf(from);
        LocalDate read = day;
        Map<LocalDate, CalendarRepository.Kind> listed = Map.of();
        for (int left = n; left > 0; ) {
            day = day.plusDays(1);
            if (day.isAfter(read)) {
                read = day.plusDays(2L * left + LONGEST_HOLIDAY);
                listed = days.between(day, read);
            }
            if (isWorkingDay(day, listed)) {
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
        LocalDate first = dayOf(from).plusDays(1);
        LocalDate last = dayOf(to);
        Map<LocalDate, CalendarRepository.Kind> listed = days.between(first, last);
        int count = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day, listed)) {
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

    /** 17:30 of this day. */
    public Instant endOf(LocalDate day) {
        return at(day, END_OF_DAY);
    }

    /** The first day whose 17:30 is still ahead. */
    public LocalDate firstOpenDay(Instant now) {
        LocalDate today = dayOf(now);
        return now.isBefore(endOf(today)) ? today : today.plusDays(1);
    }

    public Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    private static boolean isWorkingDay(LocalDate day, Map<LocalDate, CalendarRepository.Kind> listed) {
        CalendarRepository.Kind kind = listed.get(day);
        return kind == null
                ? day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY
                : kind == CalendarRepository.Kind.WORKDAY;
    }
}
