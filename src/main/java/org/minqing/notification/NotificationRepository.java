package org.minqing.notification;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minqing.PendingRows;
import org.minqing.appeal.UrgencyClass;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of {@code notification}: WAITING until DELIVERED. One without a lane waits to be routed, one with a lane for
 * whoever works on that lane.
 */
@Repository
class NotificationRepository {

    /** So long a notice holds back later ones of its appeal for other receivers; for its own it always does. */
    static final Duration HELD = Duration.ofMinutes(15);

    private static final int MAX_ANSWER = 300;
    private static final String INSERT =
            "insert into notification (id, appeal_id, template, unit_code, params, urgency,"
                    + " state, attempts, next_attempt_at, created_at) values ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;
    private final PendingRows<Row> pending = new PendingRows<>(this::write);

    private final RowMapper<WaitingNotice> waiting = (row, n) -> new WaitingNotice(
            row.getString("id"),
            row.getLong("seq"),
            nullableLong(row, "appeal_id"),
            row.getString("template"),
            row.getString("unit_code"),
            read(row.getString("params")),
            UrgencyClass.valueOf(row.getString("urgency")),
            row.getInt("attempts"),
            instant(row, "created_at"),
            row.getString("incident_id"));

    NotificationRepository(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    void insert(List<Row> rows) {
        rows.forEach(pending::add);
    }

    private void write(List<Row> rows) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.addAll(Arrays.asList(
                row.id(),
                row.appealId(),
                row.notice().name(),
                row.unitCode(),
                write(row.params()),
                row.urgency().name(),
                at(row.now()),
                at(row.now()))));
        jdbc.sql(INSERT + String.join(", ", Collections.nCopies(rows.size(), ROW)))
                .params(values)
                .update();
    }

    /** The next notices that nobody has routed yet, locked; those that another node is just routing are passed over. */
    List<WaitingNotice> unrouted(int limit) {
        return jdbc.sql("select * from notification where state = 'WAITING' and lane is null order by seq"
                        + " fetch first :limit rows only for update skip locked")
                .param("limit", limit)
                .query(waiting)
                .list();
    }

    void routed(List<Route> routes) {
        batches.batchUpdate(
                "update notification set lane = ?, next_attempt_at = ? where id = ?",
                routes.stream()
                        .map(route -> new Object[] {route.lane(), at(route.due()), route.id()})
                        .toList());
    }

    /**
     * What may be sent in a lane now, urgent first and longest untried, of each appeal in its order: nothing whose
     * predecessor in the lane still waits, nor, within {@link #HELD}, whose predecessor for another receiver does.
     *
     * <p>The predecessors are looked up by appeal alone: {@code coalesce} keeps PostgreSQL from reading everything that
     * waits, for each of them, where its statistics are older than a backlog.
     *
     * @param together whether all is sent in one message, so that a predecessor may go with it
     */
    List<WaitingNotice> sendable(String lane, boolean together, boolean urgentOnly, int limit, Instant now) {
        return jdbc.sql("""
                        select n.* from notification n
                        where n.lane = :lane and n.state = 'WAITING' and n.next_attempt_at <= :now
                          and (:all or n.urgency = 'IMMEDIATE')
                          and not exists (select 1 from notification e
                              where e.appeal_id = n.appeal_id and e.seq < n.seq and coalesce(e.state, '') = 'WAITING'
                                and (e.lane = n.lane and (:singly or e.next_attempt_at > :now)
                                  or (e.lane is null or e.lane <> n.lane) and e.created_at > :held))
                        order by case when n.urgency = 'IMMEDIATE' then 0 else 1 end, n.attempts, n.seq
                        fetch first :limit rows only""")
                .param("lane", lane)
                .param("now", at(now))
                .param("all", !urgentOnly)
                .param("singly", !together)
                .param("held", at(now.minus(HELD)))
                .param("limit", limit)
                .query(waiting)
                .list();
    }

    /** @param receiverUnit whose people it was brought to */
    void delivered(Collection<String> ids, String channel, String receiverUnit, String answer, Instant now) {
        jdbc.sql("""
                        update notification set state = 'DELIVERED', attempts = attempts + 1, delivered_at = :now,
                            channel = :channel, receiver_unit = :unit, answer = :answer
                        where id in (:ids) and state = 'WAITING'""")
                .param("now", at(now))
                .param("channel", channel)
                .param("unit", receiverUnit)
                .param("answer", cut(answer))
                .param("ids", ids)
                .update();
    }

    /** Writes attempts that failed into the delivery log and says when each notice is tried again. */
    void failed(List<Failure> failures, ChannelKind channel, String unitCode, Instant now) {
        batches.batchUpdate(
                "update notification set attempts = attempts + 1, last_error = ?, next_attempt_at = ?"
                        + " where id = ? and state = 'WAITING'",
                failures.stream()
                        .map(one -> new Object[] {cut(one.answer()), at(one.next()), one.id()})
                        .toList());
        batches.batchUpdate(
                "insert into notification_attempt (notification_id, at, channel, unit_code, answer, next_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                failures.stream()
                        .map(one -> new Object[] {
                            one.id(), at(now), channel.name(), unitCode, cut(one.answer()), at(one.next())
                        })
                        .toList());
    }

    /** What waits in a lane and was written until then, oldest first. */
    List<WaitingNotice> waitingIn(String lane, Instant writtenUntil, boolean triedOnly, int limit) {
        return jdbc.sql("select * from notification where lane = ? and state = 'WAITING' and created_at <= ?"
                        + " and attempts >= ? order by seq fetch first ? rows only")
                .params(lane, at(writtenUntil), triedOnly ? 1 : 0, limit)
                .query(waiting)
                .list();
    }

    /** Where a notice was tried in vain, as {@code <channel>:<unit code>}. */
    Set<String> triedAt(String id) {
        return new HashSet<>(jdbc.sql("select channel, unit_code from notification_attempt where notification_id = ?")
                .param(id)
                .query((row, n) -> row.getString("channel") + ":" + row.getString("unit_code"))
                .list());
    }

    /** Lanes of a channel in which something written before then still waits. */
    List<String> lanesWaitingSince(ChannelKind channel, Instant olderThan) {
        return jdbc.sql("""
                        select l.lane from notification_lane l where l.channel = ? and exists (select 1 from notification n
                            where n.lane = l.lane and n.state = 'WAITING' and n.created_at <= ?)""")
                .params(channel.name(), at(olderThan))
                .query(String.class)
                .list();
    }

    /** The receiver is there again: what has failed before need not wait any longer. */
    void hurry(String lane, Instant now) {
        jdbc.sql("update notification set next_attempt_at = :now where lane = :lane and state = 'WAITING'"
                        + " and attempts > 0 and next_attempt_at > :now")
                .param("now", at(now))
                .param("lane", lane)
                .update();
    }

    /** These take another way. */
    void reroute(Collection<String> ids, Instant now) {
        jdbc.sql("update notification set lane = null, next_attempt_at = :now where id in (:ids) and state = 'WAITING'")
                .param("now", at(now))
                .param("ids", ids)
                .update();
    }

    void incident(String id, String incidentId) {
        jdbc.sql("update notification set incident_id = ? where id = ?")
                .params(incidentId, id)
                .update();
    }

    /** Everything that waits was told when it was written. */
    void allDelivered(String channel) {
        pending.write();
        jdbc.sql("update notification set state = 'DELIVERED', delivered_at = created_at, channel = ?,"
                        + " receiver_unit = unit_code where state = 'WAITING'")
                .param(channel)
                .update();
    }

    /** Attempts made before then are forgotten. @return how many */
    int forgetAttempts(Instant before) {
        return jdbc.sql("delete from notification_attempt where at < ?")
                .param(at(before))
                .update();
    }

    Backlog backlog() {
        return jdbc.sql("""
                        select count(*) as waiting, min(created_at) as oldest,
                            (select count(*) from notification where incident_id is not null) as unreached
                        from notification where state = 'WAITING'""")
                .query((row, n) ->
                        new Backlog(row.getLong("waiting"), row.getLong("unreached"), instant(row, "oldest")))
                .single();
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_ANSWER ? text : text.substring(0, MAX_ANSWER);
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

    /**
     * @param unreached notices whose receiver is gone and that nobody has acknowledged
     * @param oldest when the oldest waiting notice was written, or null where none waits
     */
    record Backlog(long waiting, long unreached, Instant oldest) {}

    /** @param due not before */
    record Route(String id, String lane, Instant due) {}

    /** @param next when it is tried again */
    record Failure(String id, String answer, Instant next) {}

    /** A notice as it is written. */
    record Row(
            String id,
            Long appealId,
            Notice notice,
            String unitCode,
            Map<String, String> params,
            UrgencyClass urgency,
            Instant now) {}
}
