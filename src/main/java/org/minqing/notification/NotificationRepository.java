package org.minqing.notification;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.minqing.appeal.UrgencyClass;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows of {@code notification}: WAITING until DELIVERED, or FAILED when nobody could be reached for too long. A claimed
 * row is a waiting one whose next attempt lies ahead, so that a node which dies in between gives it back by itself.
 */
@Repository
class NotificationRepository {

    private static final int MAX_ERROR = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;

    private final RowMapper<WaitingNotice> waiting = (row, n) -> new WaitingNotice(
            row.getString("id"),
            row.getString("template"),
            row.getString("unit_code"),
            read(row.getString("params")),
            row.getInt("attempts"),
            instant(row, "created_at"));

    NotificationRepository(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    void insert(List<Row> rows) {
        batches.batchUpdate(
                """
                        insert into notification (id, appeal_id, template, unit_code, params, urgency, state, attempts,
                            next_attempt_at, created_at)
                        values (?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)""",
                rows.stream()
                        .map(row -> new Object[] {
                            row.id(),
                            row.appealId(),
                            row.notice().name(),
                            row.unitCode(),
                            write(row.params()),
                            row.urgency().name(),
                            at(row.now()),
                            at(row.now())
                        })
                        .toList());
    }

    /**
     * Takes up to {@code limit} notices that are due, urgent ones first, and of each appeal only its first that is not
     * delivered yet (asked row by row: as a join it is planned wrongly when thousands have come since the database last
     * looked). Nobody else gets them before {@code until}; rows that another node is just taking are passed over.
     */
    @Transactional
    List<WaitingNotice> claim(int limit, Instant now, Instant until) {
        List<WaitingNotice> claimed = jdbc.sql("""
                        select n.* from notification n
                        where n.state = 'WAITING' and n.next_attempt_at <= :now
                          and n.seq = coalesce((select min(first.seq) from notification first
                              where first.appeal_id = n.appeal_id and first.state = 'WAITING'), n.seq)
                        order by case when n.urgency = 'IMMEDIATE' then 0 else 1 end, n.seq
                        fetch first :limit rows only
                        for update skip locked""")
                .param("now", at(now))
                .param("limit", limit)
                .query(waiting)
                .list();
        claimed.forEach(notice -> nextAttempt(notice.id(), until));
        return claimed;
    }

    /** Gives a claimed notice back untried. */
    void release(String id, Instant now) {
        nextAttempt(id, now);
    }

    private void nextAttempt(String id, Instant when) {
        jdbc.sql("update notification set next_attempt_at = :when where id = :id and state = 'WAITING'")
                .param("when", at(when))
                .param("id", id)
                .update();
    }

    void delivered(String id, String channel, Instant now) {
        jdbc.sql("""
                        update notification set state = 'DELIVERED', attempts = attempts + 1, delivered_at = :now,
                            channel = :channel where id = :id""")
                .param("now", at(now))
                .param("channel", channel)
                .param("id", id)
                .update();
    }

    /** @param next when to try again, or null to give up */
    void allDelivered(String channel) {
        jdbc.sql("update notification set state = 'DELIVERED', delivered_at = created_at, channel = ?"
                        + " where state = 'WAITING'")
                .param(channel)
                .update();
    }

    void failed(String id, String error, Instant next) {
        jdbc.sql("""
                        update notification set attempts = attempts + 1, last_error = :error, state = :state,
                            next_attempt_at = coalesce(:next, next_attempt_at)
                        where id = :id and state = 'WAITING'""")
                .param("error", error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error)
                .param("state", next == null ? "FAILED" : "WAITING")
                .param("next", at(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    Backlog backlog() {
        return jdbc.sql("""
                        select count(case when state = 'WAITING' then 1 end) as waiting,
                            count(case when state = 'FAILED' then 1 end) as failed,
                            min(case when state = 'WAITING' then created_at end) as oldest
                        from notification where state in ('WAITING', 'FAILED')""")
                .query((row, n) -> new Backlog(row.getLong("waiting"), row.getLong("failed"), instant(row, "oldest")))
                .single();
    }

    private String write(Map<String, String> params) {
        try {
            return json.writeValueAsString(params);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a notice's parameters are plain texts", impossible);
        }
    }

    private Map<String, String> read(String params) {
        try {
            return json.readValue(params, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a notice's parameters cannot be read", damaged);
        }
    }

    /** @param oldest when the oldest waiting notice was written, or null where none waits */
    record Backlog(long waiting, long failed, Instant oldest) {}

    /** A notice as it is written. */
    record Row(
            String id,
            long appealId,
            Notice notice,
            String unitCode,
            Map<String, String> params,
            UrgencyClass urgency,
            Instant now) {}
}
