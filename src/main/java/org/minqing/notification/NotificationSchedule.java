package org.minqing.notification;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Runs the relay on a schedule of its own: no engine job, so that an outage of mail costs no case anything. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "minqing.notification.relay", havingValue = "true", matchIfMissing = true)
class NotificationSchedule {

    private final NotificationRelay relay;

    NotificationSchedule(NotificationRelay relay) {
        this.relay = relay;
    }

    @Scheduled(fixedDelayString = "${minqing.notification.pause}")
    void deliver() {
        relay.run();
    }
}
