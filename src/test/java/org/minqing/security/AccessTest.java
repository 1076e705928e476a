package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.minqing.directory.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who sees a case and who may act on its task: the rule itself, and the rule over HTTP at the engine's address. */
@MinqingTest
class AccessTest {

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    AccessRule rule;

    @Autowired
    IdentityService identity;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    GuardedWork.Case filed;
    String task;

    @BeforeEach
    void file() {
        users.administrator();
        filed = work.file(TestDirectory.GRID);
        task = "/engine-rest/task/" + filed.taskId();
    }

    @AfterEach
    void end() {
        identity.clearAuthentication();
    }

    @ParameterizedTest
    @CsvSource({
        "grid-1,true,true",
        "grid-2,false,false",
        "community-1,true,false",
        "street-1,true,false",
        "desk-1,true,false",
        "leader-1,true,false",
        "city-desk-1,true,false",
        "hongshan-desk-1,false,false",
        "power-1,false,false",
        "guide-1,false,false",
        "nobody-at-all,false,false"
    })
    void caseOfOneGrid_seenFromAboveWorkedOnByItsUnit(String officer, boolean sees, boolean works) {
        identity.setAuthentication(officer, List.of());
        assertThat(rule.maySee(filed.appeal().id())).isEqualTo(sees);
        assertThat(rule.maySeeTask(filed.taskId())).isEqualTo(sees);
        assertThat(rule.mayWorkOn(filed.taskId())).isEqualTo(works);
        assertThat(seenInList()).isEqualTo(sees);
    }

    @Test
    void departmentHoldsTaskOfForeignGrid_seesAndWorks() {
        GuardedWork.Case part = work.file(TestDirectory.OTHER_GRID);
        work.hold(part, TestDirectory.POWER);
        identity.setAuthentication("power-1", List.of());
        assertThat(rule.maySee(part.appeal().id())).isTrue();
        assertThat(rule.mayWorkOn(part.taskId())).isTrue();
        assertThat(rule.maySee(filed.appeal().id())).isFalse();
        work.hold(part, TestDirectory.GRID);
        assertThat(rule.maySee(part.appeal().id())).isFalse();
    }

    @Test
    void nobodyAsks_everything_administratorAsks_nothing() {
        assertThat(rule.maySee(filed.appeal().id())).isTrue();
        assertThat(rule.mayWorkOn(filed.taskId())).isTrue();
        identity.setAuthentication("somebody", List.of("camunda-admin"));
        assertThat(rule.maySee(filed.appeal().id())).isFalse();
        assertThat(rule.mayWorkOn(filed.taskId())).isFalse();
    }

    @Test
    void holderOfTaskFromAnotherUnit_seesAndWorks() {
        jdbc.sql("update inbox set assignee = 'power-1' where task_id = ?")
                .param(filed.taskId())
                .update();
        identity.setAuthentication("power-1", List.of());
        assertThat(rule.maySee(filed.appeal().id())).isTrue();
        assertThat(rule.mayWorkOn(filed.taskId())).isTrue();
        assertThat(rest("power-1")
                        .get("/engine-rest/task?processInstanceId=" + filed.processInstanceId())
                        .body())
                .contains(filed.taskId());
    }

    @ParameterizedTest
    @CsvSource({"grid-1,1", "grid-2,0", "street-1,0", "power-1,0", "hongshan-desk-1,0"})
    void taskQueries_giveWhatTheCallerMayActOn(String officer, int expected) {
        Browser rest = rest(officer);
        String only = "processInstanceId=" + filed.processInstanceId();
        assertThat(rest.get("/engine-rest/task/count?" + only).body()).isEqualTo("{\"count\":" + expected + "}");
        assertThat(rest.get("/engine-rest/task?sortBy=dueDate&sortOrder=asc&maxResults=5&" + only)
                        .body())
                .satisfies(body -> assertThat(body.contains(filed.taskId())).isEqualTo(expected == 1));
        String either = "{\"processInstanceId\":\"" + filed.processInstanceId()
                + "\",\"orQueries\":[{\"taskDefinitionKey\":\"userTask_handleAppeal\",\"candidateGroups\":[\"nobody\"]}],"
                + "\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}";
        assertThat(rest.post("/engine-rest/task/count", either).body()).isEqualTo("{\"count\":" + expected + "}");
        assertThat(rest.post("/engine-rest/task", either).statusCode()).isEqualTo(200);
        assertThat(rest.get(task).statusCode()).isEqualTo(expected == 1 ? 200 : 404);
        assertThat(rest.get(task + "/form-variables").statusCode()).isEqualTo(expected == 1 ? 200 : 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid-2", "street-1", "leader-1", "power-1", "hongshan-desk-1"})
    void foreignTask_looksLikeNone(String officer) {
        Browser rest = rest(officer);
        for (String act : List.of("/complete", "/submit-form", "/unclaim")) {
            HttpResponse<String> foreign = rest.post(task + act, "{}");
            HttpResponse<String> none = rest.post("/engine-rest/task/no-such-task" + act, "{}");
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(none.body());
        }
        assertThat(rest.post(task + "/claim", "{\"userId\":\"" + officer + "\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(tasks.createTaskQuery()
                        .taskId(filed.taskId())
                        .taskUnassigned()
                        .count())
                .isOne();
    }

    @Test
    void memberOfTheUnit_claimsGivesBackAndCompletes() {
        Browser rest = rest("grid-1");
        assertThat(rest.post(task + "/claim", "{\"userId\":\"grid-1\"}").statusCode())
                .isEqualTo(204);
        assertThat(rest.post(task + "/unclaim", "{}").statusCode()).isEqualTo(204);
        assertThat(rest.post(task + "/claim", "{\"userId\":\"street-1\"}").statusCode())
                .isEqualTo(403);
        assertThat(rest.post(task + "/assignee", "{\"userId\":\"street-1\"}").statusCode())
                .isEqualTo(403);
        assertThat(rest.post(task + "/complete", "{\"variables\":{\"appealId\":{\"value\":1,\"type\":\"Long\"}}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(rest.post(
                                task + "/complete",
                                "{\"variables\":{\"outcome\":{\"value\":\"RESOLVE\"},\"reply\":{\"value\":\"好了\"}}}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void officerAtTheEngine_doesNothingButHisTasks() {
        Browser rest = rest("grid-1");
        String instance = "/engine-rest/process-instance/" + filed.processInstanceId();
        assertThat(List.of(
                        rest.send("DELETE", instance, null, null).statusCode(),
                        rest.put(instance + "/variables/appealId", "{\"value\":1,\"type\":\"Long\"}")
                                .statusCode(),
                        rest.put(task, "{\"name\":\"x\",\"due\":\"2030-01-01T00:00:00.000+0000\"}")
                                .statusCode(),
                        rest.put(task + "/variables/level", "{\"value\":\"JOINT\"}")
                                .statusCode(),
                        rest.post(
                                        instance + "/modification",
                                        "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"event_end\"}]}")
                                .statusCode(),
                        rest.post("/engine-rest/message", "{\"messageName\":\"appealWithdrawn\"}")
                                .statusCode(),
                        rest.post("/engine-rest/external-task/fetchAndLock", "{\"workerId\":\"w\",\"maxTasks\":1}")
                                .statusCode(),
                        rest.post(task + "/delegate", "{\"userId\":\"grid-2\"}").statusCode(),
                        rest.post("/engine-rest/task/create", "{\"name\":\"x\"}")
                                .statusCode(),
                        rest.post(
                                        "/engine-rest/process-definition/key/appealHandling/start",
                                        "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"x\"}]}")
                                .statusCode(),
                        rest.post("/engine-rest/process-definition/key/levelHandling/start", "{}")
                                .statusCode(),
                        rest.post(
                                        "/engine-rest/process-definition/key/appealHandling/submit-form",
                                        "{\"variables\":{\"appealId\":{\"value\":1,\"type\":\"Long\"}}}")
                                .statusCode()))
                .allSatisfy(status -> assertThat(status).isBetween(400, 499));
        for (String rows : List.of(
                "process-instance/count?processInstanceIds=",
                "history/process-instance/count?processInstanceIds=",
                "history/task/count?processInstanceId=",
                "variable-instance/count?processInstanceIdIn=")) {
            assertThat(rest.get("/engine-rest/" + rows + filed.processInstanceId())
                            .body())
                    .doesNotContain("\"count\":1");
        }
    }

    @Test
    void leadersNumbersOnTheMap_areThoseOfHisArea() {
        other("hongshan-leader-1", "LEADER");
        Browser cockpit = new Browser(port);
        assertThat(cockpit.signIn("cockpit", "hongshan-leader-1", TestUsers.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        List<String> addresses = List.of(
                "/camunda/api/engine/engine/default/process-definition/key/levelHandling/statistics",
                "/camunda/api/engine/engine/default/process-definition/statistics",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics?sortBy=instances&sortOrder=desc",
                "/camunda/api/engine/engine/default/process-instance/count",
                "/camunda/api/engine/engine/default/job/count");
        List<String> before =
                addresses.stream().map(path -> cockpit.get(path).body()).toList();
        work.file(TestDirectory.GRID);
        assertThat(addresses.stream().map(path -> cockpit.get(path).body()).toList())
                .isEqualTo(before)
                .allMatch(body -> body.startsWith("[") || body.equals("{\"count\":0}"));
        Browser here = new Browser(port);
        here.signIn("cockpit", users.officer("leader-1"), TestUsers.PASSWORD);
        String mine = here.get(addresses.get(0)).body();
        work.file(TestDirectory.GRID);
        assertThat(here.get(addresses.get(0)).body()).isNotEqualTo(mine).contains("userTask_handleAppeal");
    }

    @Test
    void roleIsTaken_goneAtEveryDoorWithinASecond() {
        other("hongshan-leader-2", "LEADER");
        other("matrix-guard", "SECURITY_ADMIN");
        Browser rest = new Browser(port).basic("hongshan-leader-2", TestUsers.PASSWORD);
        Browser session = new Browser(port);
        assertThat(session.signIn("cockpit", "hongshan-leader-2", TestUsers.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        String map = "process-definition/key/appealHandling/statistics";
        assertThat(rest.get("/engine-rest/" + map).statusCode()).isEqualTo(200);
        assertThat(session.get("/camunda/api/engine/engine/default/" + map).statusCode())
                .isEqualTo(200);
        Browser guard = new Browser(port).basic("matrix-guard", TestUsers.PASSWORD);
        assertThat(guard.put("/api/v1/officers/hongshan-leader-2/roles", "{\"roles\":[\"ASSESSOR\"]}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(rest.get("/engine-rest/" + map).statusCode()).isEqualTo(403);
        assertThat(becomes(403, session, "/camunda/api/engine/engine/default/" + map))
                .isTrue();
        assertThat(guard.get("/api/v1/security/events").body())
                .contains("\"account\":\"hongshan-leader-2\"")
                .contains("\"actor\":\"matrix-guard\"")
                .contains("领导 → 评议员");
        assertThat(guard.put("/api/v1/officers/hongshan-leader-2/roles", "{\"roles\":[\"LEADER\",\"AUDITOR\"]}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(guard.post("/api/v1/officers/hongshan-leader-2/departure", "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(rest.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(becomes(401, session, "/camunda/api/engine/engine/default/task"))
                .isTrue();
    }

    /** Asks until the answer changes; the last time with a call that begins when a withdrawn right may live no longer. */
    private static boolean becomes(int status, Browser browser, String path) {
        long deadline = System.nanoTime() + 1_200_000_000L;
        long begun;
        int answer;
        do {
            begun = System.nanoTime();
            answer = browser.get(path).statusCode();
        } while (answer != status && begun < deadline);
        return answer == status;
    }

    private void other(String id, String role) {
        if (jdbc.sql("select 1 from officer where id = ?")
                .param(id)
                .query()
                .listOfRows()
                .isEmpty()) {
            jdbc.sql("insert into officer (id, name, unit_code, roles, email, first_responsible, state)"
                            + " values (?, ?, ?, ?, null, false, 'ACTIVE')")
                    .params(id, id, TestDirectory.OTHER_DISTRICT, role)
                    .update();
        }
        users.officer(id);
    }

    @Test
    void officerIsDismissed_seesNothingAtOnce() {
        users.officer("street-2");
        jdbc.sql("update officer set state = 'LEFT' where id = 'street-2'").update();
        try {
            identity.setAuthentication("street-2", List.of());
            assertThat(rule.maySee(filed.appeal().id())).isFalse();
        } finally {
            jdbc.sql("update officer set state = 'ACTIVE' where id = 'street-2'")
                    .update();
        }
        assertThat(rule.maySee(filed.appeal().id())).isTrue();
    }

    @Test
    void appealOverOurApi_foreignLooksLikeNone() {
        String path = "/api/v1/appeals/" + filed.appeal().number();
        assertThat(rest("grid-1").get(path).statusCode()).isEqualTo(200);
        assertThat(rest("leader-1").get(path).statusCode()).isEqualTo(200);
        for (String officer : List.of("grid-2", "power-1", "hongshan-desk-1")) {
            for (String act : List.of("/reply", "/withdrawal", "/rating")) {
                assertThat(rest(officer).post(path + act, "{}").statusCode()).isEqualTo(404);
            }
            HttpResponse<String> foreign = rest(officer).get(path);
            HttpResponse<String> none = rest(officer).get("/api/v1/appeals/420106-20000101-00001");
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body().replace(filed.appeal().number(), "N"))
                    .isEqualTo(none.body().replace("420106-20000101-00001", "N"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "leader-1,POST,/api/v1/appeals",
        "power-1,POST,/api/v1/appeals",
        "grid-1,POST,/api/v1/categories",
        "grid-1,GET,/api/v1/appeals/export",
        "street-1,POST,/api/v1/directory/units"
    })
    void operationOfAnotherRole_refused(String officer, String method, String path) {
        String multipart = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\na\r\n--x--\r\n";
        HttpResponse<String> answer = path.endsWith("appeals")
                ? rest(officer).post(path, "{\"source\":\"x\",\"subject\":\"x\"}")
                : rest(officer).send(method, path, multipart, "multipart/form-data; boundary=x");
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void handlerCannotRateHimself_deskCan() {
        String rating = "/api/v1/appeals/" + filed.appeal().number() + "/rating";
        assertThat(rest("grid-1").post(rating, "{\"rating\":\"SATISFIED\"}").statusCode())
                .isEqualTo(403);
        assertThat(rest("desk-1").post(rating, "{\"rating\":\"SATISFIED\"}").statusCode())
                .isNotIn(401, 403, 404);
    }

    @Test
    void everyRoleOfTheDirectory_hasItsGrants() {
        assertThat(Grants.ROLES)
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.of(Role.values())
                        .map(role -> "role-"
                                + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    private boolean seenInList() {
        Scope scope = rule.scope();
        return jdbc.sql("select count(*) from appeal a where a.id = :id and " + scope.overAppeals("a"))
                                .params(scope.parameters())
                                .param("id", filed.appeal().id())
                                .query(Integer.class)
                                .single()
                        == 1
                && jdbc.sql("select count(*) from inbox i where i.task_id = :id and " + scope.overInbox("i"))
                                .params(scope.parameters())
                                .param("id", filed.taskId())
                                .query(Integer.class)
                                .single()
                        == 1;
    }

    private Browser rest(String officer) {
        return new Browser(port).basic(users.officer(officer), TestUsers.PASSWORD);
    }
}
