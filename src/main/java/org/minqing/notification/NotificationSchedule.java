package org.minqing.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

    private static final Duration LOG_KEPT = Duration.ofDays(90);

    private final NotificationRelay relay;
    private final NotificationRepository notifications;
    private final Clock clock;

    NotificationSchedule(NotificationRelay relay, NotificationRepository notifications, Clock clock) {
        this.relay = relay;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${minqing.notification.pause}")
    void deliver() {
        relay.start();
    }

    @Scheduled(fixedRate = 8, timeUnit = TimeUnit.SECONDS)
    void renew() {
        relay.renew();
    }

    /** The delivery log is for finding out what happened lately. */
    @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Shanghai")
    void forgetOldAttempts() {
        notifications.forgetAttempts(clock.instant().minus(LOG_KEPT));
    }
}
