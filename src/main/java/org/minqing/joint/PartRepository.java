package org.minqing.joint;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.List;
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
            row.getString("process_instance_id"));

    private final JdbcClient jdbc;

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
        return get(id.getKeyAs(Long.class));
    }

    void carriedBy(long id, String processInstanceId) {
        jdbc.sql("update department_part set process_instance_id = ? where id = ?")
                .params(processInstanceId, id)
                .update();
    }

    Part get(long id) {
        return jdbc.sql("select * from department_part where id = ?")
                .param(id)
                .query(PART)
                .single();
    }

    List<Part> ofResearch(long researchId) {
        return jdbc.sql("select * from department_part where research_id = ? order by id")
                .param(researchId)
                .query(PART)
                .list();
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
        jdbc.sql("update department_part set state = 'ACCEPTED', accepted_at = ?, read_at = coalesce(read_at, ?)"
                        + " where id = ?")
                .params(at(now), at(now), id)
                .update();
    }

    void refused(long id, String reason) {
        jdbc.sql("update department_part set state = 'REFUSED', refusals = refusals + 1, refusal_reason = ?"
                        + " where id = ?")
                .params(reason, id)
                .update();
    }

    void kept(long id) {
        jdbc.sql("update department_part set state = 'NOTIFIED' where id = ?")
                .param(id)
                .update();
    }

    void replaced(long id, String unitCode, Instant now) {
        jdbc.sql("update department_part set state = 'REPLACED', replaced_by = ?, done_at = ? where id = ?")
                .params(unitCode, at(now), id)
                .update();
    }

    void opinionGiven(long id, String opinion, Instant now) {
        jdbc.sql("update department_part set state = 'OPINION', opinion = ?, opinion_at = ? where id = ?")
                .params(opinion, at(now), id)
                .update();
    }

    void over(long id, Part.State state, Instant now) {
        jdbc.sql("update department_part set state = ?, done_at = ? where id = ?")
                .params(state.name(), at(now), id)
                .update();
    }
}
