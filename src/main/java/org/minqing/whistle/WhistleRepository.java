package org.minqing.whistle;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code whistle}, and those of {@code department_part} that belong to one. */
@Repository
class WhistleRepository {

    private static final RowMapper<Whistle> WHISTLE = (row, n) -> new Whistle(
            row.getLong("id"),
            row.getLong("appeal_id"),
            row.getString("street_code"),
            List.of(row.getString("units").split(",")),
            row.getString("asked_by"),
            row.getString("signed_by"),
            instant(row, "arrival_due_at"),
            instant(row, "answer_due_at"));

    private static final RowMapper<Call> CALL = (row, n) -> new Call(
            row.getLong("id"),
            row.getLong("whistle_id"),
            row.getLong("appeal_id"),
            row.getString("unit_code"),
            Call.State.valueOf(row.getString("state")));

    private final JdbcClient jdbc;

    WhistleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long appealId, String street, List<String> units, String reason, String actor, Instant now) {
        jdbc.sql("""
                        insert into whistle (appeal_id, street_code, units, reason, asked_by, asked_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(appealId, street, String.join(",", units), reason, actor, at(now))
                .update();
    }

    Whistle get(long id) {
        return jdbc.sql("select * from whistle where id = ?")
                .param(id)
                .query(WHISTLE)
                .single();
    }

    /** The one that is not over; an appeal has at most one. */
    Optional<Whistle> open(long appealId) {
        return jdbc.sql("select * from whistle where appeal_id = ? and over_at is null")
                .param(appealId)
                .query(WHISTLE)
                .optional();
    }

    void signed(long id, String actor, Instant now, Instant arrivalDueAt, Instant answerDueAt) {
        jdbc.sql("update whistle set signed_by = ?, signed_at = ?, arrival_due_at = ?, answer_due_at = ? where id = ?")
                .params(actor, at(now), at(arrivalDueAt), at(answerDueAt), id)
                .update();
    }

    void declined(long id, String reason) {
        jdbc.sql("update whistle set declined_reason = ? where id = ?")
                .params(reason, id)
                .update();
    }

    void over(long id, Instant now) {
        jdbc.sql("update whistle set over_at = ? where id = ?")
                .params(at(now), id)
                .update();
    }

    void call(Whistle whistle, String unitCode, Instant now, Instant dueAt) {
        jdbc.sql("""
                        insert into department_part (whistle_id, appeal_id, unit_code, state, notified_at, due_at, refusals)
                        values (?, ?, ?, 'NOTIFIED', ?, ?, 0)""")
                .params(whistle.id(), whistle.appealId(), unitCode, at(now), at(dueAt))
                .update();
    }

    /** In the order in which the departments were named. */
    List<Call> calls(long whistleId) {
        return jdbc.sql("select * from department_part where whistle_id = ? order by id")
                .param(whistleId)
                .query(CALL)
                .list();
    }

    Call callOf(long partId) {
        return jdbc.sql("select * from department_part where id = ?")
                .param(partId)
                .query(CALL)
                .single();
    }

    void arrived(long partId, Instant now) {
        jdbc.sql("update department_part set state = 'ON_SITE', accepted_at = ?, on_site_at = ? where id = ?")
                .params(at(now), at(now), partId)
                .update();
    }

    void answered(long partId, String answer, Instant now) {
        jdbc.sql("update department_part set state = 'OPINION', opinion = ?, opinion_at = ? where id = ?")
                .params(answer, at(now), partId)
                .update();
    }

    void rated(long partId, String rating, String comment, String actor, Instant now) {
        jdbc.sql("""
                        update department_part set state = 'DONE', rating = ?, rating_comment = ?, rated_by = ?, rated_at = ?,
                            done_at = ? where id = ?""").params(rating, comment, actor, at(now), at(now), partId).update();
    }

    void ended(long partId, Instant now) {
        jdbc.sql("update department_part set state = 'ENDED', done_at = ? where id = ?")
                .params(at(now), partId)
                .update();
    }
}
