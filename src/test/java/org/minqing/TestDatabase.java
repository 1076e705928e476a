package org.minqing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Puts the tests on the database that {@code minqing.test.database} names: {@code h2} (default) or {@code postgresql}. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static EmbeddedPostgres postgres;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "testDatabase",
                        isPostgres()
                                ? settings(
                                        postgres().getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true",
                                        "postgres")
                                : settings("jdbc:h2:mem:minqing;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa")));
    }

    public static boolean isPostgres() {
        return "postgresql".equals(System.getProperty("minqing.test.database"));
    }

    /** The one server of this test run; started at first use, stopped with the JVM. */
    public static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        // what tests of cost and of plans read; commits are flushed as in production
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_destination", "jsonlog")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return postgres;
    }

    private static Map<String, Object> settings(String url, String user) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", user.equals("sa") ? "" : user);
    }
}
