package org.minqing.level;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code extension_request}. */
@Repository
class ExtensionRepository {

    private static final RowMapper<Extension> EXTENSION = (row, n) -> new Extension(
            row.getLong("id"),
            row.getLong("appeal_id"),
            row.getLong("stay_id"),
            row.getString("reason"),
            row.getInt("amount"),
            row.getString("requested_by"),
            instant(row, "old_due_at"),
            instant(row, "new_due_at"),
            Extension.State.valueOf(row.getString("state")),
            row.getString("process_instance_id"));

    private final JdbcClient jdbc;

    ExtensionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(LevelStay stay, String reason, int amount, String actor, Instant now, Instant newDueAt) {
        jdbc.sql("""
                        insert into extension_request (appeal_id, stay_id, reason, amount, requested_by, requested_at,
                            old_due_at, new_due_at, state) values (?, ?, ?, ?, ?, ?, ?, ?, 'PENDING')""")
                .params(stay.appealId(), stay.id(), reason, amount, actor, at(now), at(stay.dueAt()), at(newDueAt))
                .update();
    }

    void carriedBy(long stayId, String processInstanceId) {
        jdbc.sql("update extension_request set process_instance_id = ? where stay_id = ?")
                .params(processInstanceId, stayId)
                .update();
    }

    Optional<Extension> ofStay(long stayId) {
        return jdbc.sql("select * from extension_request where stay_id = ?")
                .param(stayId)
                .query(EXTENSION)
                .optional();
    }

    Optional<Extension> pending(long stayId) {
        return ofStay(stayId).filter(request -> request.state() == Extension.State.PENDING);
    }

    Optional<Extension> ofProcess(String processInstanceId) {
        return jdbc.sql("select * from extension_request where process_instance_id = ?")
                .param(processInstanceId)
                .query(EXTENSION)
                .optional();
    }

    void decided(long id, Extension.State state, String actor, Instant now) {
        jdbc.sql("update extension_request set state = ?, decided_by = ?, decided_at = ? where id = ?")
                .params(state.name(), actor, at(now), id)
                .update();
    }
}
