package org.minqing.joint;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code measure}. */
@Repository
class MeasureRepository {

    private static final RowMapper<Measure> MEASURE = (row, n) -> new Measure(
            row.getLong("id"),
            row.getLong("part_id"),
            row.getInt("ordinal"),
            instant(row, "due_at"),
            row.getObject("planned", Integer.class),
            row.getObject("achieved", Integer.class));

    private final JdbcClient jdbc;

    MeasureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Batches follow each other as the department has named them. */
    void insert(Part part, int ordinal, String text, Instant dueAt, Integer planned) {
        jdbc.sql("insert into measure (part_id, appeal_id, ordinal, batch, text, due_at, planned, achieved)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        part.id(),
                        part.appealId(),
                        ordinal,
                        ordinal + 1,
                        text,
                        at(dueAt),
                        planned,
                        planned == null ? null : 0)
                .update();
    }

    Measure get(long partId, int ordinal) {
        return jdbc.sql("select * from measure where part_id = ? and ordinal = ?")
                .params(partId, ordinal)
                .query(MEASURE)
                .single();
    }

    Measure get(long id) {
        return jdbc.sql("select * from measure where id = ?")
                .param(id)
                .query(MEASURE)
                .single();
    }

    /** What is not done yet of a running research and due at this time. */
    List<Measure> dueWith(long appealId, Instant dueAt) {
        return jdbc.sql("select m.* from measure m join department_part p on p.id = m.part_id where m.appeal_id = ?"
                        + " and m.due_at = ? and m.done_at is null and p.state = 'OPINION' order by m.id")
                .params(appealId, at(dueAt))
                .query(MEASURE)
                .list();
    }

    void dueMoved(long id, Instant dueAt) {
        jdbc.sql("update measure set due_at = ? where id = ?")
                .params(at(dueAt), id)
                .update();
    }

    void progressed(long id, int achieved, String result) {
        jdbc.sql("update measure set achieved = ?, result = ? where id = ?")
                .params(achieved, result, id)
                .update();
    }

    void done(long id, String result, Instant now) {
        jdbc.sql("update measure set result = ?, done_at = ?, achieved = planned where id = ?")
                .params(result, at(now), id)
                .update();
    }
}
