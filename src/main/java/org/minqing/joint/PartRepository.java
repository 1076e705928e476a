package org.minqing.joint;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.minqing.TransactionMemo;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of {@code department_part}. */
@Repository
class PartRepository {

    private static final RowMapper<Part> PART = (row, n) -> new Part(
            row.getLong("id"),
            row.getLong("research_id"),
            row.getLong("appeal_id"),
            row.getString("unit_code"),
            Part.State.valueOf(row.getString("state")),
            instant(row, "notified_at"),
            instant(row, "due_at"),
            row.getInt("refusals"),
            row.getString("replaced_by"),
            row.getBoolean("extension_asked"),
            row.getString("process_instance_id"));

    private final JdbcClient jdbc;
    private final TransactionMemo<Long, Part> read = new TransactionMemo<>();
    private final TransactionMemo<Long, List<Part>> ofResearch = new TransactionMemo<>();

    PartRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Part insert(Research research, String unitCode, int refusals, Instant now, Instant dueAt) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into department_part (research_id, appeal_id, unit_code, state, notified_at, due_at,
                            refusals) values (?, ?, ?, 'NOTIFIED', ?, ?, ?)""")
                .params(research.id(), research.appealId(), unitCode, at(now), at(dueAt), refusals)
                .update(id, "id");
        Part part = new Part(
                id.getKeyAs(Long.class),
                research.id(),
                research.appealId(),
                unitCode,
                Part.State.NOTIFIED,
                now,
                dueAt,
                refusals,
                null,
                false,
                null);
        remember(part);
        return part;
    }

    void carriedBy(Part part, String processInstanceId) {
        jdbc.sql("update department_part set process_instance_id = ? where id = ?")
                .params(processInstanceId, part.id())
                .update();
        remember(part.carriedBy(processInstanceId));
    }

    Part get(long id) {
        return read.get(
                        id,
                        () -> jdbc.sql("select * from department_part where id = ?")
                                .param(id)
                                .query(PART)
                                .optional())
                .orElseThrow();
    }

    /** By id. */
    List<Part> ofResearch(long researchId) {
        return ofResearch
                .get(researchId, () -> {
                    List<Part> parts = jdbc.sql("select * from department_part where research_id = ? order by id")
                            .param(researchId)
                            .query(PART)
                            .list();
                    parts.forEach(part -> read.put(part.id(), part));
                    return Optional.of(parts);
                })
                .orElseThrow();
    }

    /** A part as it is in its row now. */
    private void remember(Part part) {
        read.put(part.id(), part);
        ofResearch.get(part.researchId(), Optional::empty).ifPresent(known -> {
            List<Part> parts = new ArrayList<>(known);
            parts.removeIf(other -> other.id() == part.id());
            parts.add(part);
            parts.sort(Comparator.comparingLong(Part::id));
            ofResearch.put(part.researchId(), List.copyOf(parts));
        });
    }

    /** What has been read of the parts is read anew: they have changed, or somebody else may have changed them. */
    void changed() {
        read.forgetAll();
        ofResearch.forgetAll();
    }

    void read(long id, Instant now) {
        jdbc.sql("update department_part set read_at = ? where id = ? and read_at is null")
                .params(at(now), id)
                .update();
    }

    void onSite(long id, Instant now) {
        jdbc.sql("update department_part set on_site_at = ? where id = ? and on_site_at is null")
                .params(at(now), id)
                .update();
    }

    /** Who accepts has read, also where he took everything from the list. */
    void accepted(long id, Instant now) {
        changed();
        jdbc.sql("update department_part set state = 'ACCEPTED', accepted_at = ?,"
                        + " read_at = coalesce(read_at, ?) where id = ?")
                .params(at(now), at(now), id)
                .update();
    }

    void refused(long id, String reason, Instant now) {
        changed();
        jdbc.sql("update department_part set state = 'REFUSED', refusals = refusals + 1, refusal_reason = ?,"
                        + " read_at = coalesce(read_at, ?) where id = ?")
                .params(reason, at(now), id)
                .update();
    }

    void kept(long id) {
        changed();
        jdbc.sql("update department_part set state = 'NOTIFIED' where id = ?")
                .param(id)
                .update();
    }

    void replaced(long id, String unitCode, Instant now) {
        changed();
        jdbc.sql("update department_part set state = 'REPLACED', replaced_by = ?, done_at = ? where id = ?")
                .params(unitCode, at(now), id)
                .update();
    }

    void opinionGiven(long id, String opinion, Instant now) {
        changed();
        jdbc.sql("update department_part set state = 'OPINION', opinion = ?, opinion_at = ? where id = ?")
                .params(opinion, at(now), id)
                .update();
    }

    void extensionAsked(long id) {
        changed();
        jdbc.sql("update department_part set extension_asked = true where id = ?")
                .param(id)
                .update();
    }

    void dueMoved(long id, Instant dueAt) {
        changed();
        jdbc.sql("update department_part set due_at = ? where id = ?")
                .params(at(dueAt), id)
                .update();
    }

    void over(long id, Part.State state, Instant now) {
        changed();
        jdbc.sql("update department_part set state = ?, done_at = ? where id = ?")
                .params(state.name(), at(now), id)
                .update();
    }
}
