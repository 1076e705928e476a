package org.minqing.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Warns when this node's clock is off the database's: deadlines would act too early or too late on this node alone. It
 * goes on serving, since stopping would make them later still.
 */
@Component("clockHealthIndicator")
class NodeClockHealth implements HealthIndicator {

    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    NodeClockHealth(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant database = jdbc.sql("select current_timestamp")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Duration off = Duration.between(database, clock.instant());
        if (off.abs().compareTo(TOLERATED) <= 0) {
            return Health.up().withDetail("offSeconds", off.toSeconds()).build();
        }
        return Health.status(new Status("WARNING"))
                .withDetail("offSeconds", off.toSeconds())
                .withDetail("reason", "本机时钟与数据库相差 %d 秒，期限会过早或过晚到期；请校准时钟".formatted(off.toSeconds()))
                .build();
    }
}
