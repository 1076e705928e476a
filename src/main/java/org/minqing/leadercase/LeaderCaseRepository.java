package org.minqing.leadercase;

import static org.minqing.Sql.at;

import java.time.Instant;
import java.util.Optional;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.minqing.directory.Officer;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code leader_case}: state TAKEN, LED (to a result), BACK or OVER. */
@Repository
class LeaderCaseRepository {

    private static final RowMapper<LeaderCase> ROW = (row, n) -> new LeaderCase(
            row.getLong("id"),
            row.getLong("appeal_id"),
            row.getString("leader_id"),
            row.getString("unit_code"),
            Level.valueOf(row.getString("former_level")),
            row.getString("ordered_unit"));

    private final JdbcClient jdbc;

    LeaderCaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Appeal appeal, Officer leader, Instant now) {
        jdbc.sql("""
                        insert into leader_case (appeal_id, leader_id, unit_code, former_level, state, taken_at)
                        values (?, ?, ?, ?, 'TAKEN', ?)""")
                .params(
                        appeal.id(),
                        leader.id(),
                        leader.unitCode(),
                        appeal.level().name(),
                        at(now))
                .update();
    }

    Optional<LeaderCase> taken(long appealId) {
        return jdbc.sql("select * from leader_case where appeal_id = ? and state = 'TAKEN'")
                .param(appealId)
                .query(ROW)
                .optional();
    }

    void visited(long id, String findings, Instant now) {
        jdbc.sql("update leader_case set findings = ?, visited_at = ? where id = ?")
                .params(findings, at(now), id)
                .update();
    }

    void ordered(long id, String unitCode) {
        jdbc.sql("update leader_case set ordered_unit = ? where id = ?")
                .params(unitCode, id)
                .update();
    }

    void ended(long id, String state, Instant now) {
        jdbc.sql("update leader_case set state = ?, ended_at = ? where id = ?")
                .params(state, at(now), id)
                .update();
    }
}
