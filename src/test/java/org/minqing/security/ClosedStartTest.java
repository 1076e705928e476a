package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.minqing.TestDatabase;

/** {@code prod} as an operator meets it: a process of its own, its environment, what it prints, and its doors. */
class ClosedStartTest {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]{48})\"");
    private static final String KEY = Base64.getEncoder()
            .encodeToString("a key of 32 bytes for this test!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final String AUDIT_KEY = Base64.getEncoder()
            .encodeToString("the other key, of 32 bytes also.".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @TempDir
    Path folder;

    private int starts;

    @Test
    void somethingIsMissing_refusesToStartAndSaysWhat() throws Exception {
        Map<String, String> whole = Map.of(
                "SPRING_PROFILES_ACTIVE", "prod",
                "MINQING_DB_URL", "jdbc:postgresql://127.0.0.1:1/none",
                "MINQING_DB_USER", "minqing",
                "MINQING_DB_PASSWORD", "secret",
                "MINQING_PERSONAL_DATA_KEY", KEY,
                "MINQING_AUDIT_KEY", AUDIT_KEY);
        assertThat(refusal(whole, "MINQING_AUDIT_KEY", "")).contains("没有审计密钥");
        assertThat(refusal(whole, "MINQING_AUDIT_KEY", KEY)).contains("审计密钥不能与个人信息密钥相同");
        assertThat(refusal(whole, "MINQING_DB_URL", "jdbc:h2:mem:x")).contains("生产环境只能使用 PostgreSQL");
        assertThat(refusal(whole, "MINQING_DB_PASSWORD", "")).contains("没有数据库口令");
        assertThat(refusal(whole, "MINQING_PERSONAL_DATA_KEY", "")).contains("没有个人信息密钥");
        assertThat(refusal(whole, "MINQING_PERSONAL_DATA_KEY", "ZGVtb25zdHJhdGlvbi1rZXktbm90LWEtc2VjcmV0ISE="))
                .contains("演示密钥");
        assertThat(refusal(whole, "SPRING_PROFILES_ACTIVE", "prod,demo")).contains("prod 不能与 demo 同时启用");
        assertThat(refusal(Map.of("MINQING_DB_URL", ""), "SPRING_PROFILES_ACTIVE", "staging"))
                .contains("生产环境只能使用 PostgreSQL");
        assertThat(refusal(Map.of("SPRING_PROFILES_ACTIVE", "demo"), "SERVER_ADDRESS", "0.0.0.0"))
                .contains("演示只能在本机访问");
    }

    @Test
    void firstStart_isShutUntilTheAdministratorIsThere() throws Exception {
        Map<String, String> environment = database();
        Running first = start(environment);
        try {
            first.awaitReady();
            for (String path : new String[] {
                "/",
                "/camunda/app/welcome/default/",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/default",
                "/engine-rest/engine",
                "/api/v1/x",
                "/actuator/info",
                "/actuator/prometheus"
            }) {
                assertThat(first.get(path, null).statusCode()).isEqualTo(503);
            }
            Matcher token = TOKEN.matcher(first.log());
            assertThat(token.find()).isTrue();
            assertThat(first.setUp("0".repeat(48), "chief", "Long-enough-1!")).isEqualTo(403);
            assertThat(first.setUp(token.group(1), "chief", "short")).isEqualTo(422);
            assertThat(first.setUp(token.group(1), "chief", "Long-enough-1!")).isEqualTo(201);
            assertThat(first.setUp(token.group(1), "second", "Long-enough-1!")).isEqualTo(404);
            assertThat(first.get("/engine-rest/engine", null).statusCode()).isEqualTo(401);
            assertThat(first.get("/engine-rest/engine", "chief:Long-enough-1!").statusCode())
                    .isEqualTo(200);
            for (String path : new String[] {"/api/v1/units/4201", "/actuator", "/actuator/info", "/h2-console/"}) {
                assertThat(first.get(path, null).statusCode()).isEqualTo(401);
            }
            for (String path : new String[] {"/actuator/info", "/actuator/env", "/h2-console/"}) {
                assertThat(first.get(path, "chief:Long-enough-1!").statusCode()).isEqualTo(404);
            }
            HttpResponse<String> health = first.get("/actuator/health", null);
            assertThat(health.body()).doesNotContain("components");
            HttpResponse<String> api = first.get("/api/v1/units/4201", "chief:Long-enough-1!");
            assertThat(api.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(api.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
            assertThat(api.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            for (String account : new String[] {"admin:admin", "demo:demo", "grid01:demo"}) {
                assertThat(first.get("/engine-rest/engine", account).statusCode())
                        .isEqualTo(401);
            }
            assertThat(TOKEN.matcher(first.log()).results().count()).isOne();
            HttpResponse<String> page = first.get("/camunda/app/welcome/default/", null);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure").containsIgnoringCase("SameSite=Strict"))
                    .anySatisfy(cookie -> assertThat(cookie).contains("HttpOnly"));
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("frame-ancestors 'none'");
        } finally {
            first.end();
        }
        sql("delete from act_id_membership");
        Running second = start(environment);
        assertThat(second.awaitEnd()).isNotZero();
        assertThat(second.log()).contains("管理员组（camunda-admin）是空的");
    }

    private String refusal(Map<String, String> whole, String name, String value) throws Exception {
        Map<String, String> environment = new HashMap<>(whole);
        environment.put(name, value);
        Running run = start(environment);
        assertThat(run.awaitEnd()).isNotZero();
        assertThat(run.log()).doesNotContain("\tat ");
        return run.log();
    }

    private Map<String, String> database() throws Exception {
        try (Connection connection =
                        TestDatabase.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists closed_start");
            statement.execute("create database closed_start");
        }
        return Map.of(
                "SPRING_PROFILES_ACTIVE", "prod",
                "MINQING_DB_URL",
                        "jdbc:postgresql://127.0.0.1:" + TestDatabase.postgres().getPort() + "/closed_start",
                "MINQING_DB_USER", "postgres",
                "MINQING_DB_PASSWORD", "postgres",
                "MINQING_PERSONAL_DATA_KEY", KEY,
                "MINQING_AUDIT_KEY", AUDIT_KEY,
                "MINQING_SECURITY_BCRYPT_COST", "4");
    }

    private static void sql(String sql) throws Exception {
        try (Connection connection = TestDatabase.postgres()
                        .getDatabase("postgres", "closed_start")
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Running start(Map<String, String> environment) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("start-" + starts++ + ".log");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.minqing.MinqingApplication");
        java.directory(folder.toFile());
        java.environment().clear();
        java.environment().putAll(environment);
        java.environment().put("SERVER_PORT", String.valueOf(port));
        java.redirectErrorStream(true).redirectOutput(new File(log.toString()));
        return new Running(java.start(), port, log);
    }

    private record Running(Process process, int port, Path logFile) {

        String log() throws IOException {
            return Files.readString(logFile);
        }

        int awaitEnd() throws InterruptedException {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it runs on");
            }
            return process.exitValue();
        }

        void end() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }

        void awaitReady() throws Exception {
            for (int i = 0; i < 600; i++) {
                assertThat(process.isAlive()).as(log()).isTrue();
                try {
                    if (get("/actuator/health/readiness", null).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    process.waitFor(200, TimeUnit.MILLISECONDS);
                }
            }
            throw new AssertionError(log());
        }

        /** The one that is published, so that it is known to work. */
        private static ObjectNode exampleOfTheDescription() throws IOException {
            ObjectNode example = (ObjectNode) new ObjectMapper()
                    .readTree(Path.of("docs/openapi.json").toFile())
                    .at("/paths/~1api~1v1~1setup/post/requestBody/content/application~1json/examples/setUp/value");
            assertThat(example.fieldNames()).toIterable().containsExactlyInAnyOrder("token", "id", "password");
            return example;
        }

        int setUp(String token, String id, String password) throws Exception {
            String body = exampleOfTheDescription()
                    .put("token", token)
                    .put("id", id)
                    .put("password", password)
                    .toString();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/setup"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }

        HttpResponse<String> get(String path, String credentials) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            if (credentials != null) {
                request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
