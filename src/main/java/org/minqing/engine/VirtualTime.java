package org.minqing.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the engine live through a stretch of time at once: timers fire in the order in which they are due, each with
 * the clock at its due time. The clock is the whole application's, so nothing else may run meanwhile.
 */
@Component
public class VirtualTime {

    private static final String RUNNABLE =
            " from act_ru_job where type_ in ('timer', 'message') and retries_ > 0 and suspension_state_ = 1";

    private final ManagementService management;
    private final ProcessEngine engine;
    private final JdbcClient jdbc;
    private final Clock clock;

    VirtualTime(ManagementService management, ProcessEngine engine, JdbcClient jdbc, Clock clock) {
        this.management = management;
        this.engine = engine;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Plays a story that begins at {@code start}; the job executor rests meanwhile, and the real time comes back. */
    public void play(Instant start, Runnable story) {
        JobExecutor executor =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        boolean wasActive = executor != null && executor.isActive();
        if (wasActive) {
            executor.shutdown();
        }
        set(start);
        try {
            story.run();
        } finally {
            ClockUtil.reset();
            if (wasActive) {
                executor.start();
            }
        }
    }

    /**
     * Fires all that is due until then, the very second included, and leaves the clock there: what is done next comes
     * after every deadline of that second.
     */
    public void runUntil(Instant end) {
        for (List<Due> next = next(end); !next.isEmpty(); next = next(end)) {
            next.forEach(this::fire);
        }
        if (end.isAfter(now())) {
            set(end);
        }
    }

    public Instant now() {
        return clock.instant();
    }

    private void fire(Due job) {
        if (!isThere(job.id())) {
            return; // one that fired in the same second has ended it
        }
        if (job.at() != null && job.at().isAfter(now())) {
            set(job.at());
        }
        management.executeJob(job.id());
    }

    /** All jobs of the earliest second in which any is due, none if that is later than {@code end}. */
    private List<Due> next(Instant end) {
        List<Due> atOnce = due("duedate_ is null", null);
        if (!atOnce.isEmpty()) {
            return atOnce;
        }
        Optional<Date> first = jdbc.sql("select min(duedate_)" + RUNNABLE + " and duedate_ <= ?")
                .param(Date.from(end))
                .query(Date.class)
                .optional();
        return first.map(at -> due("duedate_ = ?", at)).orElse(List.of());
    }

    private List<Due> due(String when, Date at) {
        JdbcClient.StatementSpec query =
                jdbc.sql("select id_, duedate_" + RUNNABLE + " and " + when + " order by create_time_, id_");
        return (at == null ? query : query.param(at))
                .query((row, n) -> new Due(
                        row.getString("id_"),
                        row.getTimestamp("duedate_") == null
                                ? null
                                : row.getTimestamp("duedate_").toInstant()))
                .list();
    }

    private boolean isThere(String id) {
        return jdbc.sql("select 1 from act_ru_job where id_ = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static void set(Instant at) {
        ClockUtil.setCurrentTime(Date.from(at));
    }

    /** @param at null = at once */
    private record Due(String id, Instant at) {}
}
