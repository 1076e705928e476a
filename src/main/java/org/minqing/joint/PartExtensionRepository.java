package org.minqing.joint;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableLong;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code part_extension}. */
@Repository
class PartExtensionRepository {

    private static final RowMapper<PartExtension> EXTENSION = (row, n) -> new PartExtension(
            row.getLong("id"),
            row.getLong("part_id"),
            nullableLong(row, "measure_id"),
            instant(row, "old_due_at"),
            instant(row, "new_due_at"),
            PartExtension.State.valueOf(row.getString("state")),
            row.getString("process_instance_id"));

    private final JdbcClient jdbc;

    PartExtensionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param measureId null for the opinion */
    void insert(
            Part part,
            Long measureId,
            String reason,
            int amount,
            String actor,
            Instant now,
            Instant oldDueAt,
            Instant newDueAt) {
        jdbc.sql("""
                        insert into part_extension (appeal_id, part_id, measure_id, reason, amount, requested_by,
                            requested_at, old_due_at, new_due_at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING')""")
                .params(
                        part.appealId(),
                        part.id(),
                        measureId,
                        reason,
                        amount,
                        actor,
                        at(now),
                        at(oldDueAt),
                        at(newDueAt))
                .update();
    }

    void carriedBy(long id, String processInstanceId) {
        jdbc.sql("update part_extension set process_instance_id = ? where id = ?")
                .params(processInstanceId, id)
                .update();
    }

    /** @param measureId null for the opinion */
    Optional<PartExtension> of(long partId, Long measureId) {
        return ofPart(partId).stream()
                .filter(request -> Objects.equals(request.measureId(), measureId))
                .findFirst();
    }

    List<PartExtension> pending(long partId) {
        return ofPart(partId).stream()
                .filter(request -> request.state() == PartExtension.State.PENDING)
                .toList();
    }

    Optional<PartExtension> ofProcess(String processInstanceId) {
        return jdbc.sql("select * from part_extension where process_instance_id = ?")
                .param(processInstanceId)
                .query(EXTENSION)
                .optional();
    }

    void decided(long id, PartExtension.State state, String actor, Instant now) {
        jdbc.sql("update part_extension set state = ?, decided_by = ?, decided_at = ? where id = ?")
                .params(state.name(), actor, at(now), id)
                .update();
    }

    private List<PartExtension> ofPart(long partId) {
        return jdbc.sql("select * from part_extension where part_id = ?")
                .param(partId)
                .query(EXTENSION)
                .list();
    }
}
