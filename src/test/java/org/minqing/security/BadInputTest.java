package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the fuzzer has found, once more by itself. */
@MinqingTest
class BadInputTest {

    private static final String PROBLEM = "application/problem+json";

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    private Browser administrator;
    private Browser grid;

    @BeforeEach
    void callers() {
        administrator = new Browser(port).basic(users.administrator(), TestUsers.PASSWORD);
        grid = new Browser(port).basic(users.officer("grid-1"), TestUsers.PASSWORD);
    }

    @Test
    void sameFieldTwice_isRefused() {
        HttpResponse<String> answer = grid.post("/api/v1/appeals", "{\"subject\":\"a\",\"subject\":\"b\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("同一个字段不能出现两次");
    }

    @Test
    void nulOrHalfACharacter_isRefusedByItsField() {
        for (String text : new String[] {"\\u0000", "\\ud83d", "a\\udc00b"}) {
            HttpResponse<String> answer = grid.post("/api/v1/appeals", "{\"subject\":\"" + text + "\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"subject\"").contains("不能保存的字符");
        }
        String task = work.file(TestDirectory.GRID).taskId();
        assertThat(grid.post(
                                "/api/v1/tasks/" + task + "/complete",
                                "{\"outcome\":\"RESOLVE\",\"fields\":{\"reply\":\"\\u0000\"}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void wholeRareCharacter_isTaken() {
        assertThat(grid.post("/api/v1/appeals", "{\"subject\":\"\\ud83d\\ude00 𠮷\"}")
                        .body())
                .doesNotContain("不能保存的字符");
    }

    @Test
    void brokenForm_isRefusedWhereAFormIsReadAndOnlyThere() {
        String broken = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx";
        assertThat(administrator
                        .send("POST", "/api/v1/directory/units", broken, "multipart/form-data; boundary=XX")
                        .statusCode())
                .isEqualTo(400);
        assertThat(administrator
                        .send("POST", "/api/v1/directory/units", "x", "multipart/form-data; boundary=")
                        .statusCode())
                .isEqualTo(415);
        assertThat(grid.send("POST", "/api/v1/appeals", broken, "multipart/form-data; boundary=XX")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void unreadableAccept_refusalIsToldAllTheSame() {
        HttpResponse<String> answer = new Browser(port)
                .basic("grid-1", TestUsers.PASSWORD)
                .header("Accept", "a/b/c")
                .get("/api/v1/units/no-such");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(PROBLEM));
        assertThat(answer.body()).contains("urn:minqing:problem:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*;q=9", "application/xml", "text/plain, image/png"})
    void answerThatCannotBeGiven_isRefusedBeforeAnythingIsDone(String accept) {
        String before = grid.get("/api/v1/appeals?limit=1").body();
        assertThat(new Browser(port)
                        .basic("grid-1", TestUsers.PASSWORD)
                        .header("Accept", accept)
                        .post(
                                "/api/v1/appeals",
                                "{\"subject\":\"灯\",\"text\":\"灯不亮\",\"unitCode\":\"" + TestDirectory.GRID + "\"}")
                        .statusCode())
                .isEqualTo(406);
        assertThat(grid.get("/api/v1/appeals?limit=1").body()).isEqualTo(before);
    }

    /** What the long run of the fuzzer found: none of it is the server's fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /engine-rest/execution/no-such/signal                   | {}
            GET    | /engine-rest/execution/no-such/localVariables/x         |
            DELETE | /engine-rest/process-instance/no-such/variables/x       |
            POST   | /engine-rest/process-definition/{model}/restart-async   | {"historicProcessInstanceQuery":{"sorting":[{"sortBy":"definitionKey","sortOrder":"desc"}]},"instructions":[{"type":"startBeforeActivity","activityId":"x"}]}
            POST   | /engine-rest/deployment/create                          | <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>
            """)
    void whatTheEngineCallsItsCallersMistake_isOneAtEveryAddress(String method, String path, String body) {
        boolean model = path.endsWith("/create");
        String content = model
                ? "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bpmn\"\r\n\r\n" + body
                        + "\r\n--XX--\r\n"
                : body;
        HttpResponse<String> answer = administrator.send(
                method,
                path.replace(
                        "{model}",
                        repository
                                .createProcessDefinitionQuery()
                                .processDefinitionKey("appealHandling")
                                .latestVersion()
                                .singleResult()
                                .getId()),
                content,
                model ? "multipart/form-data; boundary=XX" : "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("org.camunda");
    }

    /** The container would read them in one way and the engine in another, and the door ask the wrong one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/execution/../localVariables/..",
                "/engine-rest/task/..;x=y/localVariables/..;x=y",
                "/engine-rest/./task",
                "/camunda/app/../api/engine/engine/default/task",
                "/camunda/api/;x/engine/engine/default/task",
                "/camunda/api/engine/engine/default/task/count;x=.js",
                "/forms/%2e%2e/engine-rest/task",
                "//engine-rest/task",
                "/api/v1//tasks",
                "/api/v1/tasks%3b",
                "/api/v1/tasks%2F1",
                "/api/v1/tasks/%5c",
                "/api/v1/tasks/%252e"
            })
    void addressThatCanBeReadInTwoWays_isRefusedWhoeverAsks(String path) {
        for (Browser caller : List.of(grid, administrator, new Browser(port))) {
            HttpResponse<String> answer = caller.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception");
        }
    }

    @Test
    void addressWithChineseWords_isRead() {
        assertThat(grid.get("/api/v1/units/%E6%AD%A6%E6%B1%89%20%E5%B8%82").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingAskedOfCockpit_isRefused() {
        Browser cockpit = new Browser(port);
        cockpit.signIn("cockpit", users.officer("leader-1"), TestUsers.PASSWORD);
        HttpResponse<String> answer = cockpit.post("/camunda/api/cockpit/plugin/base/default/incident", "null");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void noUnitAmongTheAreas_isRefusedByItsField() {
        Browser desk = new Browser(port).basic(users.officer("desk-1"), TestUsers.PASSWORD);
        HttpResponse<String> answer =
                desk.put("/api/v1/guidance-groups/" + TestDirectory.GUIDANCE_GROUP + "/areas", "{\"areas\":[null]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"areas\"");
    }

    @Test
    void caseWhoseProcessAnAdministratorHasEnded_isRefusedAsAConflict() {
        GuardedWork.Case filed = work.file(TestDirectory.GRID);
        runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(filed.appeal().number())
                .list()
                .stream()
                .filter(instance -> instance.getRootProcessInstanceId().equals(instance.getId()))
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test"));
        Browser desk = new Browser(port).basic(users.officer("desk-1"), TestUsers.PASSWORD);
        HttpResponse<String> answer =
                desk.post("/api/v1/appeals/" + filed.appeal().number() + "/withdrawal", "{\"reason\":\"居民撤回\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:minqing:problem:conflict");
    }

    @Test
    void pageOfErrorsByItself_isNone() {
        HttpResponse<String> answer = grid.get("/error");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:minqing:problem:not-found");
    }

    @Test
    void whatIsNoHttp_isRefusedWithoutTheServersName() throws IOException {
        try (FuzzWire wire = new FuzzWire(port)) {
            for (String first :
                    new String[] {"GET /api/v1/%zz", "GET /api/v1/units/%ff", "GET /a|b", "FOO BAR BAZ /"}) {
                FuzzWire.Answer answer = wire.send(
                        (first + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1),
                        false,
                        true);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.header("Content-Type")).startsWith(PROBLEM);
                assertThat(answer.body()).contains("\"status\":400").doesNotContain("Tomcat");
            }
        }
    }

    @Test
    void contentOfAnyType_isRefused() {
        assertThat(grid.send("POST", "/api/v1/appeals", "{}", "*/*").statusCode())
                .isEqualTo(415);
    }

    @Test
    void signInThatIsNoForm_isRefused() {
        assertThat(new Browser(port)
                        .post("/camunda/api/admin/auth/user/default/login/tasklist", "{\"username\":\"a\"}")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void largeBodyThatIsNoFile_isRefusedUnread() {
        assertThat(grid.post("/engine-rest/task", " ".repeat(5 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void valueThatTheEngineCannotRead_isRefusedWithoutNamesOfClasses() {
        HttpResponse<String> answer = grid.get("/engine-rest/task?dueDate=nonsense");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("dueDate")
                .doesNotContain("java.util")
                .doesNotContain("org.camunda");
        assertThat(grid.post("/engine-rest/task", "[" + "[".repeat(1_500)).statusCode())
                .isEqualTo(400);
        assertThat(grid.post("/engine-rest/task", "true").body()).doesNotContain("org.camunda");
    }

    @Test
    void whatTheEngineDoesNotDo_isNoFaultOfTheServer() {
        assertThat(grid.get("/engine-rest/task?withoutDueDate=true&dueDate=2026-03-02T10:00:00.000%2b0800")
                        .statusCode())
                .isEqualTo(400);
        String instance = work.file(TestDirectory.GRID).processInstanceId();
        HttpResponse<String> answer = administrator.post(
                "/engine-rest/execution/" + instance + "/messageSubscriptions/no-such/trigger", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(administrator
                        .get("/engine-rest/history/process-instance/count?processDefinitionKeyNotIn=%01")
                        .statusCode())
                .isLessThan(500);
    }

    @Test
    void timeThatTheDatabaseDoesNotHold_isRefused() {
        assertThat(grid.get("/api/v1/tasks?dueBefore=%2b999999999-12-31T23:59:59Z")
                        .statusCode())
                .isLessThan(500);
    }

    /** Within the limit it is read, and found wanting at once: no list is asked for a name of four megabytes. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/appeals, subject, '', 4",
        "/engine-rest/task/count, priority, '', 4",
        "/camunda/api/engine/engine/default/task/count, priority, '', 4",
        "/api/v1/appeals, subject, Idempotency-Key: chunks, 1"
    })
    void bodyInChunksWithoutLength_endsAtTheSameLimit(String path, String field, String header, int megabytes)
            throws IOException {
        Browser browser = path.startsWith("/camunda/") ? new Browser(port) : grid;
        if (browser != grid) {
            browser.signIn("tasklist", "grid-1", TestUsers.PASSWORD);
        }
        try (FuzzWire wire = new FuzzWire(port)) {
            FuzzWire.Answer refused =
                    wire.send(inChunks(browser, path, header, field, (megabytes << 20) + (300 << 10)), false, true);
            assertThat(refused.status()).as(refused.body()).isEqualTo(413);
            assertThat(refused.header("Content-Type")).startsWith(PROBLEM);
            assertThat(refused.body()).contains("urn:minqing:problem:too-large").contains(megabytes + " MB");
            assertThat(wire.send(inChunks(browser, path, header, field, (megabytes << 20) - (300 << 10)), false, true)
                            .status())
                    .isNotEqualTo(413)
                    .isBetween(200, 499);
        }
    }

    private byte[] inChunks(Browser browser, String path, String header, String field, int length) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
        browser.session().forEach((name, value) -> head.append(value.isEmpty() ? "" : name + ": " + value + "\r\n"));
        head.append(header.isEmpty() ? "" : header + length + "\r\n").append("\r\n");
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        String body = "{\"" + field + "\":\"" + "a".repeat(length) + "\"}";
        for (int at = 0; at < body.length(); at += 1 << 16) {
            String chunk = body.substring(at, Math.min(body.length(), at + (1 << 16)));
            request.writeBytes((Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        request.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return request.toByteArray();
    }
}
