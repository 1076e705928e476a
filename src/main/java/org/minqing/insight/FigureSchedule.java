package org.minqing.insight;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps the figures wherever the engine's timers run: each minute, and at night from the beginning. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class FigureSchedule {

    private final FigureService figures;

    FigureSchedule(FigureService figures) {
        this.figures = figures;
    }

    @Scheduled(initialDelayString = "5s", fixedDelayString = "60s")
    void count() {
        figures.count();
    }

    @Scheduled(cron = "0 10 3 * * *", zone = "Asia/Shanghai")
    void recount() {
        figures.recount();
    }
}
