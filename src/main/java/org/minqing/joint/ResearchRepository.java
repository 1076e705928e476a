package org.minqing.joint;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.Optional;
import org.minqing.TransactionMemo;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of {@code joint_research}. An appeal has at most one that is neither reported nor ended. */
@Repository
class ResearchRepository {

    private static final RowMapper<Research> RESEARCH = (row, n) -> new Research(
            row.getLong("id"),
            row.getLong("appeal_id"),
            row.getString("area_code"),
            row.getString("lead_department"),
            row.getString("guidance_group"),
            instant(row, "survey_due_at"),
            row.getString("department_signed_by"),
            row.getString("department_signed_unit"),
            row.getString("ending_asked_by"),
            row.getString("ending_asked_unit"),
            Research.State.valueOf(row.getString("state")),
            row.getString("process_instance_id"));

    private final JdbcClient jdbc;
    private final PartRepository parts;
    /** As the rows are that this transaction holds. */
    private final TransactionMemo<Long, Research> held = new TransactionMemo<>();

    private final TransactionMemo<Long, Boolean> holds = new TransactionMemo<>();

    ResearchRepository(JdbcClient jdbc, PartRepository parts) {
        this.jdbc = jdbc;
        this.parts = parts;
    }

    long insert(long appealId, long stayId, String area, String lead, String group, String process) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into joint_research (appeal_id, stay_id, area_code, lead_department, guidance_group,
                            state, process_instance_id) values (?, ?, ?, ?, ?, 'OPENED', ?)""").params(appealId, stayId, area, lead, group, process).update(id, "id");
        return id.getKeyAs(Long.class);
    }

    /** Reads the row and holds it until the transaction ends, so that parts that finish at once are counted in turn. */
    Research lock(long id) {
        return held.get(
                        id,
                        () -> held(jdbc.sql("select * from joint_research where id = ? for update")
                                .param(id)
                                .query(RESEARCH)
                                .optional()))
                .orElseThrow();
    }

    /** Nobody else changes the parts of a research while it is held: they are read once more, and then known. */
    private Optional<Research> held(Optional<Research> locked) {
        locked.filter(research -> holds.get(research.id(), Optional::empty).isEmpty())
                .ifPresent(research -> {
                    parts.changed();
                    holds.put(research.id(), true);
                });
        locked.ifPresent(research -> held.put(research.id(), research));
        return locked;
    }

    Research get(long id) {
        return jdbc.sql("select * from joint_research where id = ?")
                .param(id)
                .query(RESEARCH)
                .single();
    }

    /** The one that is under way. */
    Optional<Research> running(long appealId) {
        return jdbc.sql("select * from joint_research where appeal_id = ? and state not in ('REPORTED', 'ENDED')")
                .param(appealId)
                .query(RESEARCH)
                .optional();
    }

    /** The same, held until the transaction ends. */
    Optional<Research> lockRunning(long appealId) {
        return held(jdbc.sql("select * from joint_research where appeal_id = ? and state not in ('REPORTED', 'ENDED')"
                        + " for update")
                .param(appealId)
                .query(RESEARCH)
                .optional());
    }

    void convened(long id, String lead, String group, String actor, Instant now, Instant surveyDueAt) {
        held.forget(id);
        jdbc.sql("""
                        update joint_research set lead_department = ?, guidance_group = ?, convened_by = ?,
                            convened_at = ?, survey_due_at = ?, state = 'WORKING' where id = ?""").params(lead, group, actor, at(now), at(surveyDueAt), id).update();
    }

    void ledBy(long id, String lead) {
        held.forget(id);
        jdbc.sql("update joint_research set lead_department = ? where id = ?")
                .params(lead, id)
                .update();
    }

    void surveyed(long id, String findings, Instant now) {
        held.forget(id);
        jdbc.sql("update joint_research set findings = ?, surveyed_at = ? where id = ?")
                .params(findings, at(now), id)
                .update();
    }

    void drafted(long id, String plan) {
        held.forget(id);
        jdbc.sql("update joint_research set plan = ?, state = 'SIGNING' where id = ?")
                .params(plan, id)
                .update();
    }

    void signedByDepartment(long id, String actor, String unitCode, Instant now) {
        held.forget(id);
        jdbc.sql("update joint_research set department_signed_by = ?, department_signed_unit = ?,"
                        + " department_signed_at = ? where id = ?")
                .params(actor, unitCode, at(now), id)
                .update();
    }

    void signedByGroup(long id, String actor, String unitCode, Instant now) {
        held.forget(id);
        jdbc.sql("update joint_research set group_signed_by = ?, group_signed_unit = ?, group_signed_at = ?"
                        + " where id = ?")
                .params(actor, unitCode, at(now), id)
                .update();
    }

    /** Back to drafting; no signature stands. */
    void sentBack(long id) {
        held.forget(id);
        jdbc.sql("""
                        update joint_research set state = 'WORKING', department_signed_by = null,
                            department_signed_unit = null, department_signed_at = null, group_signed_by = null,
                            group_signed_unit = null, group_signed_at = null where id = ?""").param(id).update();
    }

    /** All null when the other lead does not want it. */
    void endingAsked(long id, String reason, String actor, String unitCode) {
        held.forget(id);
        jdbc.sql("update joint_research set ending_reason = ?, ending_asked_by = ?, ending_asked_unit = ? where id = ?")
                .params(reason, actor, unitCode, id)
                .update();
    }

    void endingAgreed(long id, String actor, Instant now) {
        held.forget(id);
        jdbc.sql("update joint_research set ending_agreed_by = ?, ending_agreed_at = ? where id = ?")
                .params(actor, at(now), id)
                .update();
    }

    Optional<Instant> lastMeasureDueAt(long id) {
        return jdbc.sql("select max(m.due_at) as last_due from measure m join department_part p on p.id = m.part_id"
                        + " where p.research_id = ? and p.state = 'OPINION'")
                .param(id)
                .query((row, n) -> Optional.ofNullable(instant(row, "last_due")))
                .single();
    }

    void moved(long id, Research.State state) {
        held.forget(id);
        jdbc.sql("update joint_research set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }
}
