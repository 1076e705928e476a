package org.minqing.samequestion;

import static org.minqing.Sql.at;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code same_question}. */
@Repository
class SameQuestionRepository {

    private static final RowMapper<SameQuestion> ROW = (row, n) -> new SameQuestion(
            row.getLong("id"),
            row.getLong("appeal_id"),
            row.getLong("research_id"),
            Level.valueOf(row.getString("former_level")),
            SameQuestion.State.valueOf(row.getString("state")));

    private final JdbcClient jdbc;

    SameQuestionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Appeal appeal, long researchId, BigDecimal similarity, String reason, String actor, Instant now) {
        jdbc.sql("""
                        insert into same_question (appeal_id, research_id, similarity, former_level, state, joined_by,
                            joined_at, reason) values (?, ?, ?, ?, 'JOINED', ?, ?, ?)""")
                .params(appeal.id(), researchId, similarity, appeal.level().name(), actor, at(now), reason)
                .update();
    }

    /** The research that the appeal waits for now. */
    Optional<SameQuestion> joined(long appealId) {
        return jdbc.sql("select * from same_question where appeal_id = ? and state = 'JOINED'")
                .param(appealId)
                .query(ROW)
                .optional();
    }

    SameQuestion last(long appealId) {
        return jdbc.sql("select * from same_question where appeal_id = ? order by id desc fetch first 1 rows only")
                .param(appealId)
                .query(ROW)
                .single();
    }

    /** Those that wait for a research, in the order in which they joined. */
    List<SameQuestion> waiting(long researchId) {
        return jdbc.sql("select * from same_question where research_id = ? and state = 'JOINED' order by id")
                .param(researchId)
                .query(ROW)
                .list();
    }

    void left(long id, SameQuestion.State state, String actor, String reason, Instant now) {
        jdbc.sql("update same_question set state = ?, left_by = ?, left_reason = ?, left_at = ? where id = ?")
                .params(state.name(), actor, reason, at(now), id)
                .update();
    }

    /** The appeal whose research it is. */
    long mainAppeal(long researchId) {
        return jdbc.sql("select appeal_id from joint_research where id = ?")
                .param(researchId)
                .query(Long.class)
                .single();
    }

    /**
     * Running researches on appeals of the same category about the same or a neighbouring unit.
     *
     * @param near path below which a unit is a neighbour
     */
    List<Candidate> candidates(Appeal appeal, String near, int most) {
        return jdbc.sql("""
                        select r.id, a.id as appeal_id, a.number, a.subject, a.text, l.name as lead_name,
                            (select count(*) from same_question q where q.research_id = r.id and q.state = 'JOINED') as joined
                        from joint_research r join appeal a on a.id = r.appeal_id
                        join unit u on u.code = a.place_unit join unit l on l.code = r.lead_department
                        where r.state in ('OPENED', 'WORKING', 'SIGNING', 'ADOPTED') and a.id <> :appeal
                          and a.category = :category and u.level in ('STREET', 'COMMUNITY', 'GRID')
                          and (a.place_path like :near || '%' or :near like a.place_path || '%')
                        order by r.id desc fetch first :most rows only""")
                .param("appeal", appeal.id())
                .param("category", appeal.category())
                .param("near", near)
                .param("most", most)
                .query((row, n) -> new Candidate(
                        row.getLong("id"),
                        row.getLong("appeal_id"),
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("lead_name"),
                        row.getInt("joined")))
                .list();
    }

    /** A research that might answer the same. */
    record Candidate(
            long researchId, long appealId, String number, String subject, String text, String lead, int joined) {

        String words() {
            return subject + "\n" + text;
        }
    }
}
