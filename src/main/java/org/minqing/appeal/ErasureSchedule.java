package org.minqing.appeal;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Every hour: an erasure is done within a day, whatever happens. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
class ErasureSchedule {

    private final ErasureService erasures;

    ErasureSchedule(ErasureService erasures) {
        this.erasures = erasures;
    }

    @Scheduled(cron = "${minqing.personal-data.cleaning:0 20 * * * *}")
    void erase() {
        erasures.run();
    }
}
