package org.minqing.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.minqing.MinqingApplication;
import org.minqing.cost.FullCase;
import org.minqing.notification.RelayRun;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Minqing as it is started for work, on a benchmark's server; but the clock's timers, the relay and other schedules rest
 * unless a benchmark turns them on, and the small directory of the tests is there.
 */
final class MinqingApp implements CrowdContender {

    private final String database;
    private final ConfigurableApplicationContext context;

    /** @param settings over those of the profile {@code test}, e.g. {@code camunda.bpm.job-execution.enabled} */
    MinqingApp(BenchServer server, String database, Map<String, Object> settings) {
        this.database = database;
        Map<String, Object> all = new HashMap<>(Map.of(
                "spring.datasource.url", server.create(database) + "&reWriteBatchedInserts=true",
                "spring.datasource.username", "postgres",
                "spring.datasource.password", "postgres",
                "server.port", "0"));
        all.putAll(settings);
        this.context = new SpringApplicationBuilder(MinqingApplication.class)
                .profiles("test")
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public String name() {
        return "Minqing";
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public void play(BiConsumer<String, Runnable> step) {
        bean(FullCase.class).play(step);
    }

    @Override
    public void play(Consumer<Runnable> completion) {
        bean(FullCase.class).play((name, step) -> step.run(), completion);
    }

    @Override
    public void settle() {
        bean(RelayRun.class).run();
    }

    @Override
    public void close() {
        context.close();
    }
}
