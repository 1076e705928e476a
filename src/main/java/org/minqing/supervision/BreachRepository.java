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
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into breach (appeal_id, stay_id, part_id, measure_id, level, unit_code, officer_id,
                            due_at, reminded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        appeal.id(),
                        overdue.stayId(),
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
