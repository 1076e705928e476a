package org.minqing.supervision;

import static org.minqing.Sql.at;

import java.time.Instant;
import org.minqing.appeal.Appeal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of {@code breach}. */
@Repository
class BreachRepository {

    private final JdbcClient jdbc;

    BreachRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(Appeal appeal, BreachService.Overdue overdue, String officer, Instant now) {
        boolean ofLevel = overdue.partId() == null && overdue.measureId() == null;
        Long stay = ofLevel && overdue.stayId() == null ? currentStay(appeal.id()) : overdue.stayId();
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into breach (appeal_id, stay_id, part_id, measure_id, level, unit_code, officer_id,
                            due_at, reminded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        appeal.id(),
                        stay,
                        overdue.partId(),
                        overdue.measureId(),
                        appeal.level().name(),
                        overdue.unitCode(),
                        officer,
                        at(overdue.dueAt()),
                        at(now))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    private Long currentStay(long appealId) {
        return jdbc.sql("select id from level_stay where appeal_id = ? and left_at is null")
                .param(appealId)
                .query(Long.class)
                .single();
    }

    void supervised(long id, Instant when) {
        jdbc.sql("update breach set supervised_at = ? where id = ?")
                .params(at(when), id)
                .update();
    }

    void censured(long id, Instant when) {
        jdbc.sql("update breach set censured_at = ? where id = ?")
                .params(at(when), id)
                .update();
    }

    Missed missed(long id) {
        return jdbc.sql("select appeal_id, unit_code from breach where id = ?")
                .param(id)
                .query((row, n) -> new Missed(row.getLong("appeal_id"), row.getString("unit_code")))
                .single();
    }

    record Missed(long appealId, String unitCode) {}
}
