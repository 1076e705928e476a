package org.minqing.inbox;

import static org.minqing.Sql.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many tasks each of the ready-made lists holds for the caller: one walk along his unit's rows of the inbox. */
@Service
class TaskCounts {

    private static final Duration SOON = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AccessRule access;
    private final Clock clock;

    TaskCounts(JdbcClient jdbc, AccessRule access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** By the names of {@link TaskListsProcess}. */
    @Transactional(readOnly = true)
    public Map<String, Integer> counts() {
        Scope scope = access.scope();
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (scope.unitCode().isEmpty()) {
            return counts;
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        select count(case when i.assignee is null then 1 end) as c0,
                            count(case when i.assignee = :user then 1 end) as c1,
                            count(case when i.unit_code = :unit and i.urgency = 'IMMEDIATE' then 1 end) as c2,
                            count(case when i.unit_code = :unit and i.due_at > :now and i.due_at < :soon then 1 end) as c3,
                            count(case when i.unit_code = :unit and i.due_at < :now then 1 end) as c4,
                            count(case when i.unit_code = :unit
                                and i.task_key in ('userTask_signByDepartment', 'userTask_signByGroup') then 1 end) as c5,
                            count(case when i.unit_code = :unit and i.task_key = 'userTask_callBack' then 1 end) as c6,
                            count(case when i.unit_code = :unit then 1 end) as c7
                        from (select * from inbox where unit_code = :unit union select * from inbox where assignee = :user) i""")
                .param("user", scope.userId())
                .param("unit", scope.unitCode())
                .param("now", at(now))
                .param("soon", at(now.plus(SOON)))
                .query((row, n) -> {
                    List<String> names = TaskListsProcess.NAMES;
                    for (int i = 0; i < names.size(); i++) {
                        counts.put(names.get(i), row.getInt("c" + i));
                    }
                    return counts;
                })
                .list();
        return counts;
    }
}
