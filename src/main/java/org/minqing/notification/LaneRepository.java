package org.minqing.notification;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableLong;

import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lanes: which receivers are due, who works on them, which are shut. A lane's {@code due_at} is never later than what
 * there is to do in it; a node that dies gives its lanes back when the lease runs out.
 */
@Repository
class LaneRepository {

    private static final int MAX_ERROR = 300;
    private static final String SHUT_CHANNEL =
            "exists (select 1 from notification_lane whole where whole.lane = l.channel and whole.not_before > :now)";

    private static final RowMapper<Lane> LANE = (row, n) -> new Lane(
            row.getString("lane"),
            ChannelKind.valueOf(row.getString("channel")),
            row.getString("unit_code"),
            row.getString("officer_id"),
            nullableLong(row, "address_id"),
            row.getInt("failures"),
            instant(row, "rate_at"),
            instant(row, "last_message_at"),
            row.getObject("gone_at") != null);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LaneRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Optional<Lane> find(String key) {
        return jdbc.sql("select * from notification_lane where lane = ?")
                .param(key)
                .query(LANE)
                .optional();
    }

    /** Those of the keys whose lane is there. */
    Set<String> known(Collection<String> keys) {
        return keys.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select lane from notification_lane where lane in (:keys)")
                        .param("keys", keys)
                        .query(String.class)
                        .list());
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another node was quicker */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void insert(String key, ChannelKind channel, String unitCode, String officerId, Long addressId) {
        jdbc.sql("""
                        insert into notification_lane (lane, channel, unit_code, officer_id, address_id, urgent, failures)
                        values (?, ?, ?, ?, ?, false, 0)""")
                .params(key, channel.name(), unitCode, officerId, addressId)
                .update();
    }

    /** There is something to do in these lanes at these times; in the order of their keys, as every node locks them. */
    void wake(TreeMap<String, Instant> due, Set<String> urgent) {
        batches.batchUpdate(
                "update notification_lane set due_at = case when due_at < ? then due_at else ? end,"
                        + " urgent = (urgent or ?) where lane = ?",
                due.entrySet().stream()
                        .map(lane -> new Object[] {
                            at(lane.getValue()), at(lane.getValue()), urgent.contains(lane.getKey()), lane.getKey()
                        })
                        .toList());
    }

    /**
     * Takes the next lane of a channel that is due and that nobody works on, urgent ones first; lanes that another node
     * is just taking are passed over. Of a channel that has failed as a whole one lane alone is tried.
     */
    @Transactional
    public Optional<Lane> lease(ChannelKind channel, String worker, Instant now, Instant until) {
        Optional<Lane> found = jdbc.sql("select l.* from notification_lane l where l.channel = :channel"
                        + " and l.due_at <= :now and (l.leased_until is null or l.leased_until <= :now)"
                        + " and (l.not_before is null or l.not_before <= :now) and not "
                        + SHUT_CHANNEL
                        + " order by l.urgent desc, l.due_at fetch first 1 rows only for update skip locked")
                .param("channel", channel.name())
                .param("now", at(now))
                .query(LANE)
                .optional();
        found.ifPresent(lane -> {
            jdbc.sql("update notification_lane set leased_by = ?, leased_until = ? where lane = ?")
                    .params(worker, at(until), lane.key())
                    .update();
            jdbc.sql("update notification_lane set not_before = ? where lane = ? and failures > 0")
                    .params(at(until), channel.name())
                    .update();
        });
        return found;
    }

    /**
     * Gives a lane back and says when it is due again.
     *
     * @param earliest nothing before; null: as soon as there is something
     * @param digestUntil until then only what is urgent; null: no difference
     */
    @Transactional
    public void release(Lane lane, String worker, Instant earliest, Instant digestUntil, Instant now) {
        boolean mine = jdbc.sql("select 1 from notification_lane where lane = ? and leased_by = ? for update")
                .params(lane.key(), worker)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!mine) {
            return; // the lease ran out and somebody else has it
        }
        Waiting left = jdbc.sql("""
                        select min(case when urgency = 'IMMEDIATE' then next_attempt_at end) as urgent,
                            min(case when urgency <> 'IMMEDIATE' then next_attempt_at end) as others
                        from notification where lane = ? and state = 'WAITING'""")
                .param(lane.key())
                .query((row, n) -> new Waiting(instant(row, "urgent"), instant(row, "others")))
                .single();
        Instant others = left.others() == null ? null : later(left.others(), digestUntil);
        Instant next =
                left.urgent() == null || others != null && others.isBefore(left.urgent()) ? others : left.urgent();
        jdbc.sql("""
                        update notification_lane set leased_by = null, leased_until = null, due_at = :due, urgent = :urgent
                        where lane = :lane""")
                .param("due", next == null ? null : at(later(next, earliest)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("urgent", left.urgent() != null)
                .param("lane", lane.key())
                .update();
    }

    /** These workers are still at it. @return whether any lease was left to extend */
    boolean renew(Collection<String> workers, Instant now, Instant until) {
        return jdbc.sql("update notification_lane set leased_until = :until"
                                + " where leased_by in (:workers) and leased_until > :now")
                        .param("until", at(until))
                        .param("workers", workers)
                        .param("now", at(now))
                        .update()
                > 0;
    }

    /** What a lane's work has come to; nothing where somebody else has taken it over. */
    void record(Lane lane, String worker, Instant notBefore, String error) {
        jdbc.sql("""
                        update notification_lane set failures = :failures, not_before = :notBefore, rate_at = :rate,
                            last_message_at = :last, last_error = :error
                        where lane = :lane and leased_by = :worker""")
                .param("failures", lane.failures())
                .param("notBefore", at(notBefore), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rate", at(lane.rateAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("last", at(lane.lastMessageAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("error", cut(error), Types.VARCHAR)
                .param("lane", lane.key())
                .param("worker", worker)
                .update();
    }

    /** The receiver is gone for good; what comes for it takes another way until it is set up anew. */
    void gone(String key, String why, Instant now) {
        jdbc.sql("update notification_lane set gone_at = ?, last_error = ? where lane = ?")
                .params(at(now), cut(why), key)
                .update();
    }

    /** The receiver is to be tried again. */
    void reopen(String key) {
        jdbc.sql("update notification_lane set gone_at = null, failures = 0, not_before = null, last_error = null"
                        + " where lane = ?")
                .param(key)
                .update();
    }

    /** How often in a row a channel has failed as a whole. */
    int channelFailures(ChannelKind channel) {
        return find(channel.name()).map(Lane::failures).orElse(0);
    }

    void channelUp(ChannelKind channel) {
        jdbc.sql("update notification_lane set failures = 0, not_before = null where lane = ? and failures > 0")
                .param(channel.name())
                .update();
    }

    /** @param known failures before this one; who comes second with the same news changes nothing */
    void channelDown(ChannelKind channel, int known, Instant notBefore, String why) {
        jdbc.sql("update notification_lane set failures = ?, not_before = ?, last_error = ?"
                        + " where lane = ? and failures = ?")
                .params(known + 1, at(notBefore), cut(why), channel.name(), known)
                .update();
    }

    private static Instant later(Instant one, Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }

    private record Waiting(Instant urgent, Instant others) {}
}
