package org.minqing.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application with exactly the environment that {@code compose.yaml} gives it, beside a PostgreSQL. Only
 * the host and the port of the database differ, and its own port.
 */
class ComposeEnvironmentIT {

    private static final Path JAR = Path.of("target", "minqing.jar").toAbsolutePath();

    @TempDir
    Path emptyFolder;

    @TempDir
    Path auditFolder;

    @Test
    void jarWithTheEnvironmentOfCompose_servesOnPostgresAndStopsInOrder() throws Exception {
        Map<String, String> values = ComposeFile.example();
        values.put("MINQING_DB_PASSWORD", "set-by-the-test");
        values.put("MINQING_PERSONAL_DATA_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        values.put(
                "MINQING_AUDIT_KEY",
                Base64.getEncoder()
                        .encodeToString("another key".repeat(3).substring(1).getBytes()));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            createDatabase(postgres, values);
            int port = freePort();
            Process app = start(new ComposeFile().environment("app", values), postgres.getPort(), port);
            try {
                await("readiness")
                        .atMost(Duration.ofMinutes(3))
                        .failFast("the application has ended", () -> !app.isAlive())
                        .until(() -> status(port, "/actuator/health/readiness") == 200);
                assertThat(status(port, "/camunda/app/welcome/default/"))
                        .as("shut until the first administrator is there")
                        .isEqualTo(503);
                assertThat(setUp(port)).isEqualTo(201);
                assertThat(status(port, "/camunda/app/welcome/default/")).isEqualTo(200);
                assertThat(healthCheck(port)).as("the image's health check").isZero();
                assertThat(appealsTableExists(postgres, values)).isTrue();
                assertThat(emptyFolder).as("no database file of H2").isEmptyDirectory();

                app.destroy();
                assertThat(app.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(app.exitValue()).as("ended by the signal").isEqualTo(143);
                assertThat(healthCheck(port)).isNotZero();
            } finally {
                app.destroyForcibly();
            }
        }
    }

    private Process start(Map<String, String> environment, int databasePort, int port) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        java.directory(emptyFolder.toFile());
        java.environment().clear();
        java.environment().putAll(environment);
        java.environment().put("MINQING_AUDIT_DIR", auditFolder.toString());
        java.environment()
                .computeIfPresent(
                        "MINQING_DB_URL", (name, url) -> url.replace("database:5432", "127.0.0.1:" + databasePort));
        java.environment().put("SERVER_PORT", String.valueOf(port));
        java.redirectErrorStream(true);
        java.redirectOutput(new File("target/compose-environment.log"));
        return java.start();
    }

    private static void createDatabase(EmbeddedPostgres postgres, Map<String, String> values) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            String user = values.get("MINQING_DB_USER");
            statement.execute("create role " + user + " login");
            statement.execute("create database " + values.get("MINQING_DB_NAME") + " owner " + user);
        }
    }

    private static boolean appealsTableExists(EmbeddedPostgres postgres, Map<String, String> values)
            throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", values.get("MINQING_DB_NAME"))
                        .getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select to_regclass('public.appeal') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static int status(int port, String path) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** With the token that the first start prints. */
    private static int setUp(int port) throws IOException, InterruptedException {
        String log = Files.readString(Path.of("target/compose-environment.log"));
        Matcher token = Pattern.compile("\"token\":\"(\\w+)\"").matcher(log);
        assertThat(token.find()).as("a token in the log").isTrue();
        String body = "{\"token\":\"%s\",\"id\":\"chief\",\"password\":\"long-enough-1\"}".formatted(token.group(1));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/setup"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int healthCheck(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder(
                "bash", ComposeFile.FOLDER.resolve("healthcheck.sh").toString());
        check.environment().put("SERVER_PORT", String.valueOf(port));
        check.redirectErrorStream(true);
        check.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return check.start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
