package org.minqing.level;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.minqing.engine.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Levels whose deadline timer is overdue and whose breach is not recorded yet. The engine's timers lead the way, since
 * they are indexed by due date and only open levels have one.
 */
@Repository
class ExpiredLevelRepository {

    private static final String EXPIRED = " from act_ru_job j"
            + " join act_re_procdef d on d.id_ = j.process_def_id_"
            + " join act_ru_execution e on e.id_ = j.process_instance_id_"
            + " join appeal a on a.number = e.business_key_"
            + " join level_stay s on s.appeal_id = a.id and s.left_at is null and s.parked_at is null"
            + " where j.handler_cfg_ = '" + LevelModel.LEVEL_DEADLINE + "' and j.duedate_ <= :now"
            + " and not exists (select 1 from breach b where b.appeal_id = a.id and b.stay_id = s.id)";

    private static final String IN_ORDER =
            " order by s.due_at, case a.urgency when 'IMMEDIATE' then 0 else 1 end, a.id";

    private final JdbcClient jdbc;

    ExpiredLevelRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean atLeast(int count, Instant now) {
        return jdbc.sql("select count(*) from (select 1 as due from act_ru_job where duedate_ <= :now"
                                + " and handler_cfg_ = :timer fetch first :count rows only) overdue")
                        .param("now", Date.from(now))
                        .param("timer", LevelModel.LEVEL_DEADLINE)
                        .param("count", count)
                        .query(Integer.class)
                        .single()
                >= count;
    }

    List<Long> appeals(int limit, Instant now) {
        return jdbc.sql("select a.id" + EXPIRED + IN_ORDER + " fetch first :limit rows only")
                .param("now", Date.from(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** In due order, urgent ones first among equals. */
    List<Expired> among(Collection<Long> appeals, Instant now) {
        if (appeals.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select a.id, s.id as stay_id, s.unit_code, s.due_at, j.id_, d.key_, d.version_" + EXPIRED
                        + " and a.id in (:appeals) and s.due_at <= :due" + IN_ORDER)
                .param("now", Date.from(now))
                .param("due", at(now))
                .param("appeals", appeals)
                .query((row, n) -> new Expired(
                        row.getLong("id"),
                        row.getLong("stay_id"),
                        row.getString("unit_code"),
                        instant(row, "due_at"),
                        row.getString("id_"),
                        new Step(row.getString("key_"), row.getInt("version_"), LevelModel.RECORD_BREACH)))
                .list();
    }

    record Expired(long appealId, long stayId, String unitCode, Instant dueAt, String timer, Step step) {}
}
