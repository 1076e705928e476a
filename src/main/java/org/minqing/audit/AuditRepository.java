package org.minqing.audit;

import static org.minqing.Sql.at;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code audit_entry}; they are only ever added, and taken away when their time is over. */
@Repository
class AuditRepository {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param values in the order of {@link EntryKind#OTHER} */
    void insert(List<Object> values, String note, byte[] proof) {
        jdbc.sql("insert into audit_entry (" + String.join(", ", EntryKind.OTHER.columns())
                        + ", note, mac) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(values)
                .param(note)
                .param(proof)
                .update();
    }

    /** Newest first. */
    List<AuditView> find(AuditQuery query) {
        boolean others = query.kind() == EntryKind.OTHER;
        String action = others ? "e.action" : "e.kind";
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder sql = new StringBuilder("select e.id, e.happened_at, e.actor, e.origin, " + action
                + " as action, a.number, "
                + (others ? "e.subject, e.detail, e.note" : "null as subject, null as detail, null as note")
                + " from " + query.kind().table() + " e left join appeal a on a.id = e.appeal_id where 1 = 1");
        restrict(sql, parameters, "a.number = :appeal", query.appeal());
        restrict(sql, parameters, "e.actor = :actor", query.actor());
        restrict(sql, parameters, action + " = :action", query.action());
        restrict(sql, parameters, "e.happened_at >= :from", at(query.from()));
        restrict(sql, parameters, "e.happened_at < :to", at(query.to()));
        restrict(sql, parameters, "e.id < :before", query.before());
        return jdbc.sql(sql + " order by e.id desc fetch first :limit rows only")
                .params(parameters)
                .param("limit", query.limit())
                .query((row, n) -> new AuditView(
                        row.getLong("id"),
                        row.getObject("happened_at", OffsetDateTime.class)
                                .atZoneSameInstant(ZONE)
                                .toOffsetDateTime(),
                        row.getString("actor"),
                        row.getString("origin"),
                        row.getString("action"),
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getString("note")))
                .list();
    }

    private static void restrict(StringBuilder sql, Map<String, Object> parameters, String condition, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            parameters.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }
}
