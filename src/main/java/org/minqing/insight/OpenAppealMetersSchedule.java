package org.minqing.insight;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Once a minute is often enough for a curve, and costs the database the same whoever looks at it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
class OpenAppealMetersSchedule {

    private final OpenAppealMeters meters;

    OpenAppealMetersSchedule(OpenAppealMeters meters) {
        this.meters = meters;
    }

    @Scheduled(fixedDelayString = "60s")
    void sample() {
        meters.sample();
    }
}
