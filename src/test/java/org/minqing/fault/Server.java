package org.minqing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that keeps what it has committed, whatever is done to it. */
final class Server implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Path folder;

    Server(Path folder) throws IOException {
        this.folder = folder;
        // as in work, not as in tests: what is committed is on the disk
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    /** An empty database of this name, and how the application is told of it. */
    Map<String, String> database(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return Map.of(
                "SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", name),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres",
                "SPRING_PROFILES_ACTIVE", "demo");
    }

    Connection connect(String name) throws SQLException {
        return postgres.getDatabase("postgres", name).getConnection();
    }

    /** {@code pg_ctl restart -m immediate}: as after a power cut, it recovers from its log. */
    void restartImmediately() throws IOException, InterruptedException {
        ProcessHandle running = ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().map(List::of).orElse(List.of()).stream()
                        .anyMatch(argument -> argument.contains(folder.toString())))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .findFirst()
                .orElseThrow();
        Path control = Path.of(running.info().command().orElseThrow()).resolveSibling("pg_ctl");
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        command.addAll(List.of(
                control.toString(),
                "restart",
                "-w",
                "-m",
                "immediate",
                "-D",
                folder.toString(),
                "-l",
                folder.resolve("restart.log").toString()));
        Process restart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(restart.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(restart.exitValue()).as("pg_ctl restart").isZero();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
