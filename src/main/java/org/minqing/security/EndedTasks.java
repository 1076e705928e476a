package org.minqing.security;

import static org.minqing.Sql.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.TimeWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells who asks for a task that is over how it ended: who, when and why. Only whom its unit or its case concerns. */
@Component
public class EndedTasks {

    private static final String DONE = "DONE";

    private final JdbcClient jdbc;
    private final AccessRule access;
    private final Clock clock;

    EndedTasks(JdbcClient jdbc, AccessRule access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** What is to be said to a caller who wants to change the task (409): how it ended, else that there is none (404). */
    public Refused refusal(String taskId) {
        return of(taskId, Refused.Kind.ENDED).orElseGet(() -> Refused.notFound("没有找到，或已经办结，或不归您办理"));
    }

    /** @param kind {@code ENDED} for one who would change it, {@code GONE} for one who would read it */
    public Optional<Refused> of(String taskId, Refused.Kind kind) {
        Scope scope = access.scope();
        return jdbc.sql("""
                        select e.*, o.name as officer_name, u.name as unit_name, ou.name as officers_unit
                        from ended_task e left join appeal a on a.id = e.appeal_id join unit u on u.code = e.unit_code
                        left join officer o on o.id = e.ended_by left join unit ou on ou.code = o.unit_code
                        where e.task_id = :task and (%s or e.appeal_id is not null and %s)""".formatted(
                                scope.everything() ? "1 = 1" : "e.unit_code = :accessUnit", scope.overAppeals("a")))
                .param("task", taskId)
                .params(scope.parameters())
                .query((row, n) -> {
                    String by = row.getString("officer_name");
                    boolean done = DONE.equals(row.getString("how"));
                    Instant when = instant(row, "ended_at");
                    String who = by == null ? "系统" : row.getString("officers_unit") + by;
                    return new Refused(
                                    kind,
                                    null,
                                    "“%s”已于 %s 由%s%s：%s"
                                            .formatted(
                                                    row.getString("task_name"),
                                                    TimeWords.of(when, clock),
                                                    who,
                                                    done ? "办结" : "终止",
                                                    row.getString("why")))
                            .with("endedBy", row.getString("ended_by"))
                            .with("endedByName", who)
                            .with("endedAt", when.atZone(clock.getZone()).toOffsetDateTime())
                            .with("how", row.getString("how"))
                            .with("why", row.getString("why"));
                })
                .optional();
    }
}
