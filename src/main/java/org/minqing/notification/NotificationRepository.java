package org.minqing.notification;

import static org.minqing.Sql.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.minqing.appeal.UrgencyClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code notification}. */
@Repository
class NotificationRepository {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    NotificationRepository(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(
            String id,
            long appealId,
            Notice notice,
            String unitCode,
            Map<String, String> params,
            UrgencyClass urgency,
            Instant now) {
        jdbc.sql("""
                        insert into notification (id, appeal_id, template, unit_code, params, urgency, state, attempts,
                            next_attempt_at, created_at)
                        values (?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)""")
                .params(id, appealId, notice.name(), unitCode, write(params), urgency.name(), at(now), at(now))
                .update();
    }

    private String write(Map<String, String> params) {
        try {
            return json.writeValueAsString(params);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a notice's parameters are plain texts", impossible);
        }
    }
}
