package org.minqing.monthlydispatch;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** On the first working day of a month at seven, and again each hour, so that a node that was down then makes up for it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class MonthlyDispatchSchedule {

    private final MonthlyDispatchService dispatches;

    MonthlyDispatchSchedule(MonthlyDispatchService dispatches) {
        this.dispatches = dispatches;
    }

    @Scheduled(cron = "0 0 7-22 * * *", zone = "Asia/Shanghai")
    void monthBegins() {
        dispatches.startDue();
    }
}
