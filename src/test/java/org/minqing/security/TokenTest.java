package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.directory.DirectoryService;
import org.minqing.rest.ApiClient;
import org.minqing.rest.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens of systems: given by the administrator, good at both addresses for one unit, gone at once. */
@MinqingTest
class TokenTest {

    private static final String TOKENS = "/api/v1/tokens";

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    ProcessDriver driver;

    @Autowired
    DirectoryService directory;

    @Autowired
    JdbcClient jdbc;

    ApiClient administrator;

    @BeforeEach
    void administrator() {
        administrator = ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD);
    }

    @Test
    void systemShowsItsToken_itActsForItsUnitAtBothAddresses() {
        Answer issued = issue(TestDirectory.GRID);
        assertThat(issued.status()).as(issued.body().toString()).isEqualTo(201);
        assertThat(issued.text("token")).matches("mq_[A-Za-z0-9_-]{43}");
        assertThat(issued.raw().headers().firstValue("Cache-Control")).contains("no-store");
        ApiClient system = ApiClient.bearer(port, issued.text("token"));
        GuardedWork.Case own = work.file(TestDirectory.GRID);
        GuardedWork.Case foreign = work.file(TestDirectory.OTHER_GRID);

        assertThat(system.get("/api/v1/tasks/" + own.taskId()).status()).isEqualTo(200);
        assertThat(system.get("/api/v1/tasks/" + foreign.taskId()).status()).isEqualTo(404);
        assertThat(system.get("/engine-rest/task/" + own.taskId()).status()).isEqualTo(200);
        assertThat(system.get("/engine-rest/task/" + foreign.taskId()).status()).isEqualTo(404);
        assertThat(system.get("/engine-rest/task/count?processInstanceId=" + own.processInstanceId())
                        .text("count"))
                .isEqualTo("1");
        assertThat(system.post(
                                "/engine-rest/task/" + own.taskId() + "/complete",
                                "{\"variables\":{\"outcome\":{\"value\":\"RESOLVE\"}}}")
                        .status())
                .isEqualTo(422);
        assertThat(system.post(
                                "/engine-rest/task/" + own.taskId() + "/claim",
                                "{\"userId\":\"system-" + TestDirectory.GRID + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(system.post("/engine-rest/deployment/create", "{}").status()).isBetween(400, 499);
    }

    @Test
    void tokenIsRevoked_nextCallIsRefused() {
        Answer issued = issue(TestDirectory.POWER);
        ApiClient system = ApiClient.bearer(port, issued.text("token"));
        assertThat(system.get("/api/v1/tasks").status()).isEqualTo(200);
        assertThat(administrator
                        .send("DELETE", TOKENS + "/" + issued.text("id"), null, null)
                        .status())
                .isEqualTo(204);
        Answer refused = system.get("/api/v1/tasks");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("unauthenticated");
        assertThat(refused.raw().headers().allValues("WWW-Authenticate").toString())
                .contains("Bearer", "Basic");
        assertThat(system.get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(listed(issued.text("id"))).contains("revokedAt", "test-admin");
    }

    @Test
    void tokenExpires_itIsRefused() {
        driver.clock("2026-03-02T10:00");
        ApiClient system = ApiClient.bearer(port, issue(TestDirectory.POWER).text("token"));
        assertThat(system.get("/api/v1/tasks").status()).isEqualTo(200);
        driver.clock("2026-04-01T10:00");
        assertThat(system.get("/api/v1/tasks").status()).isEqualTo(401);
    }

    @Test
    void tokenItself_isKeptNowhere() {
        Answer issued = issue(TestDirectory.POWER);
        assertThat(listed(issued.text("id")))
                .doesNotContain(issued.text("token"))
                .contains("\"hint\":\"mq_");
        assertThat(jdbc.sql("select token_hash from api_token where id = ?")
                        .param(issued.text("id"))
                        .query(String.class)
                        .single())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void unitHasOnlyASystem_itCountsAsUnstaffedAndNobodyCanSignInAsIt() {
        issue(TestDirectory.UNSTAFFED_GRID);
        assertThat(directory.hasOfficers(TestDirectory.UNSTAFFED_GRID)).isFalse();
        assertThat(ApiClient.basic(port, "system-" + TestDirectory.UNSTAFFED_GRID, "x")
                        .get("/api/v1/tasks")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "420106-POWER,系统,0,days",
        "420106-POWER,系统,731,days",
        "420106-POWER,'',30,name",
        "nowhere,系统,30,unitCode",
        "420106,系统,30,unitCode"
    })
    void tokenThatCannotBe_isRefused(String unit, String name, int days, String field) {
        Answer refused = administrator.post(TOKENS, body(unit, name, days));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void nobodyButTheAdministrator_handlesTokens() {
        Answer issued = issue(TestDirectory.POWER);
        for (ApiClient other : new ApiClient[] {
            ApiClient.bearer(port, issued.text("token")),
            ApiClient.basic(port, users.officer("power-1"), TestUsers.PASSWORD)
        }) {
            assertThat(other.post(TOKENS, body(TestDirectory.POWER, "x", 1)).status())
                    .isEqualTo(403);
            assertThat(other.get(TOKENS).status()).isEqualTo(403);
            assertThat(other.send("DELETE", TOKENS + "/" + issued.text("id"), null, null)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(ApiClient.bearer(port, "mq_guess").get(TOKENS).status()).isEqualTo(401);
        assertThat(administrator.send("DELETE", TOKENS + "/none", null, null).status())
                .isEqualTo(404);
    }

    private Answer issue(String unit) {
        return administrator.post(TOKENS, body(unit, "工单系统", 30));
    }

    private static String body(String unit, String name, int days) {
        return "{\"unitCode\":\"%s\",\"name\":\"%s\",\"days\":%d}".formatted(unit, name, days);
    }

    private String listed(String id) {
        for (var token : administrator.get(TOKENS).body()) {
            if (token.get("id").asText().equals(id)) {
                return token.toString();
            }
        }
        throw new AssertionError("token is not listed");
    }
}
