package org.minqing.insight;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The kept figures, and what they are counted from. */
@Repository
class FigureRepository {

    private static final String COLUMNS = Arrays.stream(CountedCase.Daily.values())
            .map(FigureRepository::column)
            .collect(Collectors.joining(", "));

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    FigureRepository(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** How far was counted; held until the transaction ends, so that nodes count one after the other. */
    Mark lockMark() {
        return jdbc.sql("select * from figure_mark where id = 1 for update")
                .query((row, n) -> new Mark(row.getLong("settled_id"), row.getLong("seen_id"), instant(row, "seen_at")))
                .single();
    }

    void mark(Mark mark) {
        jdbc.sql("update figure_mark set settled_id = ?, seen_id = ?, seen_at = ? where id = 1")
                .params(mark.settledId(), mark.seenId(), at(mark.seenAt()))
                .update();
    }

    /** Timeline entries behind an id, in their order. */
    List<Entry> entriesAfter(long id, int most) {
        return jdbc.sql("select id, appeal_id from timeline_entry where id > ? order by id fetch first " + most
                        + " rows only")
                .param(id)
                .query((row, n) -> new Entry(row.getLong("id"), row.getLong("appeal_id")))
                .list();
    }

    /** Open cases whose due time fell into this span: no entry tells of it until the deadline acts. */
    List<Long> fallenDue(Instant after, Instant until) {
        return jdbc.sql("select id from appeal where state = 'OPEN' and coalesce(due_at, timestamp with time zone"
                        + " '9999-12-31 00:00:00+00:00') > ? and coalesce(due_at, timestamp with time zone"
                        + " '9999-12-31 00:00:00+00:00') <= ?")
                .params(at(after), at(until))
                .query(Long.class)
                .list();
    }

    List<Long> appealsAfter(long id, int most) {
        return jdbc.sql("select id from appeal where id > ? order by id fetch first " + most + " rows only")
                .param(id)
                .query(Long.class)
                .list();
    }

    /** What these cases count for as they stand now. */
    List<CountedCase> current(Collection<Long> ids) {
        return jdbc.sql("""
                        select id, place_path, lead_department, received_at, first_due_at, first_response_at, state,
                            level, due_at, round, replied_at, rating, rated_at
                        from appeal where id in (:ids)""").param("ids", ids).query((row, n) -> current(row)).list();
    }

    private CountedCase current(ResultSet row) throws SQLException {
        Instant firstDue = instant(row, "first_due_at");
        Instant response = instant(row, "first_response_at");
        Instant due = instant(row, "due_at");
        String state = row.getString("state");
        String rating = row.getString("rating");
        boolean open = state.equals("OPEN");
        boolean withdrawn = state.equals("WITHDRAWN");
        boolean answered = !open && !withdrawn && row.getObject("replied_at") != null;
        boolean rated = rating != null && !rating.equals("UNRATED");
        return new CountedCase(
                row.getLong("id"),
                row.getString("place_path"),
                row.getString("lead_department"),
                day(instant(row, "received_at")),
                response != null && firstDue != null && response.isBefore(firstDue),
                withdrawn ? null : day(firstDue),
                answered ? day(instant(row, "replied_at")) : null,
                answered && row.getInt("round") == 1 && !"UNSATISFIED".equals(rating),
                rated ? day(instant(row, "rated_at")) : null,
                "SATISFIED".equals(rating),
                stage(state, row.getString("level")),
                open && due != null && !clock.instant().isBefore(due),
                open ? day(due) : null);
    }

    private static String stage(String state, String level) {
        return switch (state) {
            case "OPEN" -> level == null ? CountedCase.NO_LEVEL : level;
            case "CLOSING" -> CountedCase.CLOSING;
            default -> null;
        };
    }

    /** What these cases were last counted as; none for one that never was. */
    Map<Long, CountedCase> counted(Collection<Long> ids) {
        return jdbc
                .sql("select * from counted_case where appeal_id in (:ids)")
                .param("ids", ids)
                .query((row, n) -> new CountedCase(
                        row.getLong("appeal_id"),
                        row.getString("place_path"),
                        row.getString("lead_department"),
                        row.getObject("received_on", LocalDate.class),
                        row.getBoolean("responded"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("answered_on", LocalDate.class),
                        row.getBoolean("first_time"),
                        row.getObject("rated_on", LocalDate.class),
                        row.getBoolean("satisfied"),
                        row.getString("stage"),
                        row.getBoolean("overdue"),
                        row.getObject("open_due_on", LocalDate.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(CountedCase::appealId, Function.identity()));
    }

    void forget(Collection<Long> ids) {
        batches.batchUpdate(
                "delete from counted_case where appeal_id = ?",
                ids.stream().map(id -> new Object[] {id}).toList());
    }

    void remember(Collection<CountedCase> cases) {
        batches.batchUpdate(
                """
                        insert into counted_case (appeal_id, place_path, lead_department, received_on, responded, due_on,
                            answered_on, first_time, rated_on, satisfied, stage, overdue, open_due_on)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                cases.stream()
                        .map(one -> new Object[] {
                            one.appealId(),
                            one.placePath(),
                            one.leadDepartment(),
                            one.receivedOn(),
                            one.responded(),
                            one.dueOn(),
                            one.answeredOn(),
                            one.firstTime(),
                            one.ratedOn(),
                            one.satisfied(),
                            one.stage(),
                            one.overdue(),
                            one.openDueOn()
                        })
                        .toList());
    }

    /** Adds to the figures; rows that are missing come into being. */
    void add(Figures figures) {
        Map<Figures.Daily, int[]> days = new TreeMap<>(figures.daily());
        String changes = Arrays.stream(CountedCase.Daily.values())
                .map(one -> column(one) + " = " + column(one) + " + ?")
                .collect(Collectors.joining(", "));
        upsert(
                "update daily_figure set " + changes + " where unit_code = ? and on_date = ?",
                "insert into daily_figure (" + COLUMNS + ", unit_code, on_date) values ("
                        + "?, ".repeat(CountedCase.Daily.values().length) + "?, ?)",
                days.entrySet().stream()
                        .map(one -> values(
                                one.getValue(),
                                one.getKey().unit(),
                                one.getKey().day()))
                        .toList());
        Map<Figures.Standing, int[]> standing = new TreeMap<>(figures.standing());
        upsert(
                "update standing_figure set cases = cases + ?, overdue = overdue + ? where unit_code = ? and stage = ?",
                "insert into standing_figure (cases, overdue, unit_code, stage) values (?, ?, ?, ?)",
                standing.entrySet().stream()
                        .map(one -> values(
                                one.getValue(),
                                one.getKey().unit(),
                                one.getKey().stage()))
                        .toList());
    }

    private void upsert(String update, String insert, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] updated = batches.batchUpdate(update, rows);
        List<Object[]> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(rows.get(i));
            }
        }
        if (!missing.isEmpty()) {
            batches.batchUpdate(insert, missing);
        }
    }

    private static Object[] values(int[] amounts, Object... keys) {
        Object[] values = new Object[amounts.length + keys.length];
        for (int i = 0; i < amounts.length; i++) {
            values[i] = amounts[i];
        }
        System.arraycopy(keys, 0, values, amounts.length, keys.length);
        return values;
    }

    private LocalDate day(Instant when) {
        return when == null ? null : LocalDate.ofInstant(when, clock.getZone());
    }

    static String column(CountedCase.Daily figure) {
        return figure.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param settledId entries up to here need not be read again
     * @param seenId the last entry that was there at {@code seenAt}
     */
    record Mark(long settledId, long seenId, Instant seenAt) {}

    record Entry(long id, long appealId) {}
}
