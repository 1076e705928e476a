package org.minqing.insight;

import static org.minqing.Sql.at;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minqing.appeal.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open and overdue appeals per level, counted when {@link #sample} is called and not when somebody asks. */
@Component
class OpenAppealMeters {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final MultiGauge open;
    private final MultiGauge overdue;

    OpenAppealMeters(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        open = MultiGauge.builder("minqing.appeals.open")
                .description("Appeals that are being worked on, per level")
                .register(meters);
        overdue = MultiGauge.builder("minqing.appeals.overdue")
                .description("Of these, those whose level is overdue")
                .register(meters);
    }

    void sample() {
        Map<Level, AtLevel> levels = jdbc
                .sql("select level, count(*) as open, count(case when due_at <= ? then 1 end) as overdue"
                        + " from appeal where state = 'OPEN' and level is not null group by level")
                .param(at(clock.instant()))
                .query((row, n) ->
                        new AtLevel(Level.valueOf(row.getString("level")), row.getLong("open"), row.getLong("overdue")))
                .list()
                .stream()
                .collect(Collectors.toMap(AtLevel::level, Function.identity()));
        List<AtLevel> all = Stream.of(Level.values())
                .map(level -> levels.getOrDefault(level, new AtLevel(level, 0, 0)))
                .toList();
        open.register(rows(all, AtLevel::open), true);
        overdue.register(rows(all, AtLevel::overdue), true);
    }

    private static List<MultiGauge.Row<?>> rows(List<AtLevel> levels, Function<AtLevel, Long> number) {
        return levels.stream()
                .<MultiGauge.Row<?>>map(
                        one -> MultiGauge.Row.of(Tags.of("level", one.level().name()), number.apply(one)))
                .toList();
    }

    private record AtLevel(Level level, long open, long overdue) {}
}
