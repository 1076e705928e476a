package org.minqing.deadline;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.TransactionMemo;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The listed days of {@code calendar_day}. */
@Repository
class CalendarRepository {

    private static final int BATCH = 500;

    enum Kind {
        HOLIDAY,
        WORKDAY
    }

    record Day(LocalDate date, Kind kind, String name) {}

    private final JdbcTemplate jdbc;
    private final TransactionMemo<List<LocalDate>, Map<LocalDate, Kind>> read = new TransactionMemo<>();

    CalendarRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The listed days from one day to another, both included. */
    Map<LocalDate, Kind> between(LocalDate from, LocalDate to) {
        return read.get(List.of(from, to), () -> Optional.of(select(from, to))).orElseThrow();
    }

    private Map<LocalDate, Kind> select(LocalDate from, LocalDate to) {
        Map<LocalDate, Kind> listed = new HashMap<>();
        jdbc.query(
                "select on_date, kind from calendar_day where on_date between ? and ?",
                row -> {
                    listed.put(row.getObject("on_date", LocalDate.class), Kind.valueOf(row.getString("kind")));
                },
                from,
                to);
        return listed;
    }

    Map<LocalDate, Day> all() {
        Map<LocalDate, Day> days = new HashMap<>();
        jdbc.query("select on_date, kind, name from calendar_day", row -> {
            Day day = new Day(
                    row.getObject("on_date", LocalDate.class),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("name"));
            days.put(day.date(), day);
        });
        return days;
    }

    boolean isEmpty() {
        return jdbc.queryForList("select 1 from calendar_day fetch first 1 rows only", Integer.class)
                .isEmpty();
    }

    void insert(Collection<Day> days) {
        write("insert into calendar_day (kind, name, on_date) values (?, ?, ?)", days);
    }

    void update(Collection<Day> days) {
        write("update calendar_day set kind = ?, name = ? where on_date = ?", days);
    }

    private void write(String sql, Collection<Day> days) {
        read.forgetAll();
        jdbc.batchUpdate(sql, days, BATCH, (row, day) -> {
            row.setString(1, day.kind().name());
            row.setString(2, day.name());
            row.setObject(3, day.date());
        });
    }
}
