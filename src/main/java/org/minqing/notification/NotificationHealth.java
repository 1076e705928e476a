package org.minqing.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Says how far behind delivery is. DELAYED when the oldest notice has waited longer than {@link #LATE}: somebody must
 * look, but the application is no less able to serve.
 */
@Component("notificationsHealthIndicator")
class NotificationHealth implements HealthIndicator {

    static final Status DELAYED = new Status("DELAYED");

    private static final Duration LATE = Duration.ofMinutes(15);

    private final NotificationRepository notifications;
    private final Clock clock;

    NotificationHealth(NotificationRepository notifications, Clock clock, MeterRegistry meters) {
        this.notifications = notifications;
        this.clock = clock;
        Gauge.builder(
                        "minqing.notification.oldest.seconds",
                        () -> age(notifications.backlog()).toSeconds())
                .description("Age of the oldest notice that is not delivered yet; alert above 900")
                .register(meters);
        Gauge.builder(
                        "minqing.notification.waiting",
                        () -> notifications.backlog().waiting())
                .description("Notices that are not delivered yet")
                .register(meters);
        Gauge.builder(
                        "minqing.notification.unreached",
                        () -> notifications.backlog().unreached())
                .description("Notices whose receiver is gone and that nobody has acknowledged; alert above 0")
                .register(meters);
    }

    @Override
    public Health health() {
        NotificationRepository.Backlog backlog = notifications.backlog();
        Duration oldest = age(backlog);
        return Health.status(oldest.compareTo(LATE) > 0 ? DELAYED : Status.UP)
                .withDetail("waiting", backlog.waiting())
                .withDetail("oldestSeconds", oldest.toSeconds())
                .withDetail("unreached", backlog.unreached())
                .build();
    }

    private Duration age(NotificationRepository.Backlog backlog) {
        return backlog.oldest() == null ? Duration.ZERO : Duration.between(backlog.oldest(), clock.instant());
    }
}
