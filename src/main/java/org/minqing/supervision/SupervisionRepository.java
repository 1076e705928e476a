package org.minqing.supervision;

import static org.minqing.Sql.at;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code supervision_order}. */
@Repository
class SupervisionRepository {

    private final JdbcClient jdbc;

    SupervisionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            long appealId,
            String unitCode,
            String officerId,
            String words,
            Instant dueAt,
            String orderedBy,
            Instant now) {
        jdbc.sql(
                        "insert into supervision_order (appeal_id, place_path, unit_code, officer_id, words, due_at, ordered_by,"
                                + " ordered_at) select id, place_path, ?, ?, ?, ?, ?, ? from appeal where id = ?")
                .params(unitCode, officerId, words, at(dueAt), orderedBy, at(now), appealId)
                .update();
    }
}
