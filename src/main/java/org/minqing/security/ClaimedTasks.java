package org.minqing.security;

import static org.minqing.Sql.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.TimeWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells who comes to a task that another has claimed who that is, of which unit, and since when. */
@Component
public class ClaimedTasks {

    private final JdbcClient jdbc;
    private final AccessRule access;
    private final Clock clock;

    ClaimedTasks(JdbcClient jdbc, AccessRule access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** The same where it is certain that somebody else does. */
    public Refused refusal(String taskId, String caller) {
        return of(taskId, caller).orElseGet(ClaimedTasks::changed);
    }

    /** Where no more is known, or may be said. */
    static Refused changed() {
        return Refused.conflict("这件事刚刚已由他人处理，请刷新后再看");
    }

    /**
     * What is to be said to somebody who may work on the task (409), read anew: the claim may be a moment old.
     *
     * @return empty where nobody else holds it, or the caller has nothing to do with it
     */
    public Optional<Refused> of(String taskId, String caller) {
        return jdbc.sql("""
                        select i.task_name, i.assignee, i.claimed_at, o.name as officer_name, u.name as unit_name
                        from inbox i left join officer o on o.id = i.assignee left join unit u on u.code = o.unit_code
                        where i.task_id = ? and i.assignee <> ?""")
                .params(taskId, caller)
                .query((row, n) -> {
                    String id = row.getString("assignee");
                    String name = row.getString("officer_name") == null ? id : row.getString("officer_name");
                    String unit = row.getString("unit_name") == null ? "" : row.getString("unit_name");
                    Instant when = instant(row, "claimed_at");
                    String since = when == null ? "" : "于 " + TimeWords.of(when, clock) + " ";
                    return new Refused(
                                    Refused.Kind.CLAIMED,
                                    null,
                                    "“%s”已%s由%s%s认领，放回或转交后他人才能办理"
                                            .formatted(row.getString("task_name"), since, unit, name))
                            .with("claimedBy", id)
                            .with("claimedByName", name)
                            .with("claimedByUnit", unit.isEmpty() ? null : unit)
                            .with(
                                    "claimedAt",
                                    when == null
                                            ? null
                                            : when.atZone(clock.getZone()).toOffsetDateTime());
                })
                .optional()
                .filter(refusal -> access.mayWorkOn(taskId));
    }
}
