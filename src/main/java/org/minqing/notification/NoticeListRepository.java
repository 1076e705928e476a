package org.minqing.notification;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices as people read them: a unit's list, and what became of one. */
@Repository
class NoticeListRepository {

    private static final RowMapper<Row> ROW = (row, n) -> new Row(
            row.getString("id"),
            row.getString("number"),
            row.getString("template"),
            row.getString("urgency"),
            row.getString("unit_code"),
            row.getString("receiver_unit"),
            row.getString("state"),
            row.getString("channel"),
            row.getString("answer"),
            row.getString("incident_id"),
            instant(row, "created_at"),
            instant(row, "delivered_at"),
            instant(row, "next_attempt_at"),
            instant(row, "read_at"));

    private final JdbcClient jdbc;

    NoticeListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was brought to this unit, newest first; by whichever channel. */
    List<Row> ofUnit(String unitCode, boolean unreadOnly, int limit) {
        return jdbc.sql("""
                        select n.*, a.number from notification n join appeal a on a.id = n.appeal_id
                        where n.receiver_unit = :unit and (:all or n.read_at is null)
                        order by n.seq desc fetch first :limit rows only""")
                .param("unit", unitCode)
                .param("all", !unreadOnly)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    Optional<Row> find(String id) {
        return jdbc.sql("select n.*, a.number from notification n join appeal a on a.id = n.appeal_id where n.id = ?")
                .param(id)
                .query(ROW)
                .optional();
    }

    void read(Collection<String> ids, String unitCode, String by, Instant now) {
        jdbc.sql("update notification set read_at = :now, read_by = :by"
                        + " where id in (:ids) and receiver_unit = :unit and read_at is null")
                .param("now", at(now))
                .param("by", by)
                .param("ids", ids)
                .param("unit", unitCode)
                .update();
    }

    /** What went wrong on a notice's way, oldest first. */
    List<DeliveryAttempt> attempts(String id) {
        return jdbc.sql("select * from notification_attempt where notification_id = ? order by id")
                .param(id)
                .query((row, n) -> new DeliveryAttempt(
                        instant(row, "at"),
                        row.getString("channel"),
                        row.getString("unit_code"),
                        row.getString("answer"),
                        instant(row, "next_at")))
                .list();
    }

    /** @param receiverUnit null while it is on its way */
    record Row(
            String id,
            String number,
            String template,
            String urgency,
            String unitCode,
            String receiverUnit,
            String state,
            String channel,
            String answer,
            String incidentId,
            Instant createdAt,
            Instant deliveredAt,
            Instant nextAttemptAt,
            Instant readAt) {}
}
