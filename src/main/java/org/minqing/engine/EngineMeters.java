package org.minqing.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator must know of the engine; asked when somebody asks, each by an index. Thresholds: docs/operations.md. */
@Component
class EngineMeters {

    EngineMeters(MeterRegistry meters, JdbcClient jdbc, Clock clock) {
        Gauge.builder("minqing.timer.lag", () -> lag(jdbc, clock.instant()).toSeconds())
                .baseUnit("seconds")
                .description("How long the oldest due timer has been waiting for its turn")
                .register(meters);
        Gauge.builder("minqing.incidents", () -> count(jdbc, "select count(*) from act_ru_incident"))
                .description("Open incidents: steps that failed three times, notices that reached nobody")
                .register(meters);
    }

    private static Duration lag(JdbcClient jdbc, Instant now) {
        return jdbc.sql("select duedate_ from act_ru_job where duedate_ <= ? and retries_ > 0 and suspension_state_ = 1"
                        + " order by duedate_, priority_ desc fetch first 1 rows only")
                .param(Date.from(now))
                .query((row, n) -> Duration.between(row.getTimestamp(1).toInstant(), now))
                .optional()
                .orElse(Duration.ZERO);
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
