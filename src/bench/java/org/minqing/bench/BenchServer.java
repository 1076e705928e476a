package org.minqing.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.minqing.cost.Meter;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL server of its own for one run of a benchmark, durable as in production; settings as stated here. */
final class BenchServer implements AutoCloseable {

    /** What differs from PostgreSQL as it comes. */
    static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("fsync", "on");
        SETTINGS.put("synchronous_commit", "on");
        SETTINGS.put("shared_buffers", "512MB");
        SETTINGS.put("effective_cache_size", "2GB");
        SETTINGS.put("work_mem", "16MB");
        SETTINGS.put("random_page_cost", "1.1");
        SETTINGS.put("wal_compression", "on");
        SETTINGS.put("max_wal_size", "4GB");
        SETTINGS.put("checkpoint_timeout", "15min");
        SETTINGS.put("maintenance_work_mem", "256MB");
        SETTINGS.put("timezone", "Asia/Shanghai");
        SETTINGS.put("shared_preload_libraries", "pg_stat_statements");
    }

    private static final int POOL = 20;

    private final EmbeddedPostgres server;

    BenchServer() throws IOException {
        this(null);
    }

    /** @param kept where its data lie and stay, so that the next run need not fill them again; null for none */
    BenchServer(Path kept) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        SETTINGS.forEach(builder::setServerConfig);
        if (kept != null) {
            builder.setDataDirectory(kept.toAbsolutePath()).setCleanDataDirectory(false);
        }
        server = builder.start();
    }

    /** Makes an empty database unless it is there. @return its JDBC URL, user included */
    String create(String database) {
        JdbcTemplate any = new JdbcTemplate(server.getPostgresDatabase());
        if (any.queryForList("select 1 from pg_database where datname = ?", database)
                .isEmpty()) {
            any.execute("create database " + database);
        }
        return url(database);
    }

    String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    /** Each contender has a pool of the same size. */
    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        return new HikariDataSource(config);
    }

    /** Outside any pool, for looking. */
    JdbcTemplate sql(String database) {
        return new JdbcTemplate(server.getDatabase("postgres", database));
    }

    Meter meter(String database) {
        return new Meter(server, database);
    }

    /** The server's own processor time so far, all its processes, in ms. */
    long cpuMillis() {
        String pidFile = sql("postgres")
                .queryForObject("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)", String.class);
        return ProcessCpu.ofFamily(Long.parseLong(pidFile.strip()));
    }

    /** Bytes of a database whose tables have been packed. */
    long packedSize(String database) {
        sql(database).execute("vacuum full");
        return sql(database).queryForObject("select pg_database_size(current_database())", Long.class);
    }

    String version() {
        return sql("postgres").queryForObject("select current_setting('server_version')", String.class);
    }

    static String settings() {
        return SETTINGS.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
