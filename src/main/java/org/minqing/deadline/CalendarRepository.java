package org.minqing.deadline;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The listed days of {@code calendar_day}. */
@Repository
class CalendarRepository {

    enum Kind {
        HOLIDAY,
        WORKDAY
    }

    private final JdbcClient jdbc;

    CalendarRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Kind> kind(LocalDate day) {
        return jdbc.sql("select kind from calendar_day where on_date = ?")
                .param(day)
                .query((row, n) -> Kind.valueOf(row.getString("kind")))
                .optional();
    }
}
