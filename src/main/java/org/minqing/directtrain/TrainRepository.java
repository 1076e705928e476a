package org.minqing.directtrain;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of {@code train_sitting} and {@code train_case}. */
@Repository
class TrainRepository {

    private static final String CASES =
            "select c.*, s.leader_id, s.area_code, s.due_at as sitting_due_at from train_case c"
                    + " join train_sitting s on s.id = c.sitting_id ";

    private final JdbcClient jdbc;
    private final Clock clock;

    TrainRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Two sittings that are opened at once get two numbers: the area's row is held until the transaction ends. */
    int nextOrdinal(String areaCode, int year) {
        jdbc.sql("select code from unit where code = ? for update")
                .param(areaCode)
                .query(String.class)
                .single();
        return jdbc.sql("select coalesce(max(ordinal), 0) + 1 from train_sitting where area_code = ? and held_year = ?")
                .params(areaCode, year)
                .query(Integer.class)
                .single();
    }

    long open(String number, String areaCode, String leaderId, int ordinal, int year, Instant now, Instant dueAt) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into train_sitting (number, area_code, leader_id, ordinal, held_year, opened_at, due_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(number, areaCode, leaderId, ordinal, year, at(now), at(dueAt))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    void board(long sittingId, Appeal appeal, TrainCase.Kind kind) {
        jdbc.sql("""
                        insert into train_case (sitting_id, appeal_id, kind, former_level, state)
                        values (?, ?, ?, ?, 'BOARDED')""")
                .params(sittingId, appeal.id(), kind.name(), appeal.level().name())
                .update();
    }

    /** The newest of an appeal. */
    TrainCase of(long appealId) {
        return jdbc.sql(CASES + "where c.appeal_id = ? order by c.id desc fetch first 1 rows only")
                .param(appealId)
                .query((row, n) -> trainCase(row))
                .single();
    }

    /** The one that is on its way. */
    Optional<TrainCase> running(long appealId) {
        return jdbc.sql(CASES + "where c.appeal_id = ? and c.state in ('BOARDED', 'PROMISED')")
                .param(appealId)
                .query((row, n) -> trainCase(row))
                .optional();
    }

    private static TrainCase trainCase(ResultSet row) throws SQLException {
        return new TrainCase(
                row.getLong("id"),
                row.getLong("appeal_id"),
                row.getString("leader_id"),
                row.getString("area_code"),
                instant(row, "sitting_due_at"),
                Level.valueOf(row.getString("former_level")),
                TrainCase.State.valueOf(row.getString("state")),
                row.getString("answer"),
                row.getString("owner_unit"));
    }

    void answered(long id, TrainCase.State state, String answer, String owner, Instant promisedAt, Instant now) {
        jdbc.sql("""
                        update train_case set state = ?, answer = ?, owner_unit = ?, promised_at = ?, answered_at = ?,
                            done_at = ? where id = ?""")
                .params(
                        state.name(),
                        answer,
                        owner,
                        at(promisedAt),
                        at(now),
                        state == TrainCase.State.DONE ? at(now) : null,
                        id)
                .update();
    }

    void kept(long id, String result, Instant now) {
        jdbc.sql("update train_case set state = 'DONE', result = ?, done_at = ? where id = ?")
                .params(result, at(now), id)
                .update();
    }

    void ended(long id, TrainCase.State state) {
        jdbc.sql("update train_case set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    /** The newest first. @param area pattern over the paths of the areas */
    List<Sitting> sittings(String area, int most) {
        return jdbc.sql("""
                        select s.*, u.name as area_name, o.name as leader_name from train_sitting s
                        join unit u on u.code = s.area_code left join officer o on o.id = s.leader_id
                        where u.path like ? order by s.id desc fetch first %d rows only""".formatted(most))
                .param(area)
                .query((row, n) -> sitting(row))
                .list();
    }

    /** @param area pattern over the paths of the areas */
    Optional<Sitting> sitting(String number, String area) {
        return jdbc.sql("""
                        select s.*, u.name as area_name, o.name as leader_name from train_sitting s
                        join unit u on u.code = s.area_code left join officer o on o.id = s.leader_id
                        where s.number = ? and u.path like ?""")
                .params(number, area)
                .query((row, n) -> sitting(row))
                .optional();
    }

    private Sitting sitting(ResultSet row) throws SQLException {
        List<Sitting.Line> lines = lines(row.getLong("id"));
        return new Sitting(
                row.getString("number"),
                row.getString("area_name"),
                row.getString("leader_name"),
                local(row, "opened_at"),
                local(row, "due_at"),
                count(lines, line -> line.kind().equals(TrainCase.Kind.ECONOMIC.name())),
                count(lines, line -> line.kind().equals(TrainCase.Kind.LIVELIHOOD.name())),
                count(lines, line -> line.answer() != null),
                count(lines, line -> line.state().equals(TrainCase.State.DONE.name())),
                lines);
    }

    private List<Sitting.Line> lines(long sittingId) {
        return jdbc.sql("""
                        select c.*, a.number, a.subject, u.name as owner_name from train_case c join appeal a on a.id = c.appeal_id
                        left join unit u on u.code = c.owner_unit where c.sitting_id = ? order by c.id""").param(sittingId).query((row, n) -> line(row)).list();
    }

    private Sitting.Line line(ResultSet row) throws SQLException {
        TrainCase.Kind kind = TrainCase.Kind.valueOf(row.getString("kind"));
        TrainCase.State state = TrainCase.State.valueOf(row.getString("state"));
        return new Sitting.Line(
                row.getString("number"),
                row.getString("subject"),
                kind.name(),
                kind.label(),
                state.name(),
                state.label(),
                row.getString("answer"),
                row.getString("owner_name"),
                local(row, "promised_at"),
                local(row, "done_at"),
                row.getString("result"));
    }

    private static int count(List<Sitting.Line> lines, java.util.function.Predicate<Sitting.Line> which) {
        return (int) lines.stream().filter(which).count();
    }

    private OffsetDateTime local(ResultSet row, String column) throws SQLException {
        Instant when = instant(row, column);
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }
}
