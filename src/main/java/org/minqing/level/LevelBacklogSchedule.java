package org.minqing.level;

import org.camunda.bpm.spring.boot.starter.event.ProcessApplicationStartedEvent;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for a backlog of expired levels wherever the engine's timers run. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class LevelBacklogSchedule {

    /** The engine moves as many in about a second; more are a backlog. */
    private static final int LEAST = 100;

    private final LevelBacklog backlog;

    LevelBacklogSchedule(LevelBacklog backlog) {
        this.backlog = backlog;
    }

    /** At the start before the engine's timers run, which would get ahead of the order. */
    @EventListener(ProcessApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void beforeTheTimersRun() {
        backlog.record(LEAST);
    }

    @Scheduled(fixedDelayString = "1s")
    void record() {
        backlog.record(LEAST);
    }
}
