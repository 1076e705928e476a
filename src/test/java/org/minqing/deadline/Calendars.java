package org.minqing.deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.minqing.ImportTransactions;
import org.minqing.audit.TestAudit;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calendars for tests without an application. */
final class Calendars {

    private Calendars() {}

    static CalendarRepository shipped(JdbcTemplate database) {
        CalendarRepository days = new CalendarRepository(database);
        try (InputStream csv = Calendars.class.getResourceAsStream("/calendar/cn-days.csv")) {
            new CalendarImport(days, TestAudit.on(database), ImportTransactions.on(database)).importCalendar(csv);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return days;
    }
}
