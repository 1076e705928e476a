package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.minqing.MinqingTest;
import org.minqing.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The engine's known holes, tried as an attacker would: over HTTP, at both of its addresses. */
@MinqingTest
class EngineHolesTest {

    private static final String CANARY = "${canaryListener.called('hole')}";

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    CanaryListener canary;

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Autowired
    GuardedWork work;

    String filterId;

    @BeforeEach
    void filter() {
        users.officer("leader-1");
        users.administrator();
        Filter filter = filters.newTaskFilter("holes").setQuery(tasks.createTaskQuery());
        filterId = filters.saveFilter(filter).getId();
    }

    @AfterEach
    void nothingRan() {
        filters.deleteFilter(filterId);
        assertThat(canary.calls()).isEmpty();
    }

    static Stream<String> addresses() {
        return Stream.of("/engine-rest", "/camunda/api/engine/engine/default");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> paths() {
        return addresses()
                .flatMap(address -> Stream.of(
                                "/task",
                                "/task/count",
                                "/filter/{id}/list",
                                "/filter/{id}/count",
                                "/filter/{id}/singleResult")
                        .map(path -> org.junit.jupiter.params.provider.Arguments.of(address, path)));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void expressionInOrQuery_refusedForOfficerAndAdministrator(String address, String path) {
        String body = "{\"orQueries\":[{\"assigneeExpression\":\"" + CANARY + "\",\"name\":\"x\"}]}";
        for (Browser browser : List.of(officer(address), administrator(address))) {
            HttpResponse<String> answer = browser.post(address + path.replace("{id}", filterId), body);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.body()).contains("查询条件中不能使用表达式");
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void expressionInQuery_refused(String address, String path) {
        HttpResponse<String> answer = administrator(address)
                .post(address + path.replace("{id}", filterId), "{\"assigneeExpression\":\"" + CANARY + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void expressionInSavedFilter_refused(String address) {
        String query = "{\"orQueries\":[{\"assigneeExpression\":\"" + CANARY + "\"}]}";
        String body = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + query + "}";
        for (Browser browser : List.of(officer(address), administrator(address))) {
            assertThat(browser.post(address + "/filter/create", body).statusCode())
                    .isBetween(400, 499);
            HttpResponse<String> changed = browser.put(address + "/filter/" + filterId, body);
            assertThat(changed.statusCode()).isBetween(400, 499);
            assertThat(changed.body()).contains("\"message\"");
        }
        assertThat(administrator(address).post(address + "/filter/create", body).body())
                .contains("查询条件中不能使用表达式");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void allowedExpressionInFilter_savedByAdministratorOnly(String address) {
        String body =
                "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{\"assigneeExpression\":\"${currentUser()}\"}}";
        assertThat(officer(address).post(address + "/filter/create", body).statusCode())
                .isEqualTo(403);
        HttpResponse<String> saved = administrator(address).post(address + "/filter/create", body);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        String id = saved.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(administrator(address)
                        .get(address + "/filter/" + id + "/count")
                        .statusCode())
                .isEqualTo(200);
        filters.deleteFilter(id);
    }

    @Test
    void dangerousFilterFromElsewhere_doesNotReachBeansOrClasses() {
        for (String attack : List.of(
                "${''.getClass().forName('java.lang.Runtime')}",
                "${dataSource.connection}",
                "${canaryListener.called('hole')}",
                "${execution.getProcessEngineServices()}",
                "${currentUser().getClass()}")) {
            Filter filter = filters.newTaskFilter("attack")
                    .setQuery(tasks.createTaskQuery().taskAssigneeExpression(attack));
            assertThatThrownBy(() -> filters.saveFilter(filter)).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> tasks.createTaskQuery()
                            .or()
                            .taskAssigneeExpression(attack)
                            .endOr()
                            .list())
                    .isInstanceOf(Refused.class);
        }
    }

    /** As an older version, or somebody with the database, may have left it. */
    @ParameterizedTest
    @MethodSource("addresses")
    void dangerousFilterInTheDatabase_isNotEvaluatedWhenItRuns(String address) {
        for (String attack :
                List.of(CANARY, "${''.getClass().forName('java.lang.Runtime')}", "${dataSource.connection}")) {
            jdbc.sql("update ACT_RU_FILTER set QUERY_ = ? where ID_ = ?")
                    .params(
                            "{\"assigneeExpression\":\"" + attack + "\",\"orQueries\":[{\"ownerExpression\":\"" + attack
                                    + "\"}]}",
                            filterId)
                    .update();
            for (Browser browser : List.of(officer(address), administrator(address))) {
                for (String run : List.of("/list", "/count", "/singleResult")) {
                    assertThat(browser.get(address + "/filter/" + filterId + run)
                                    .statusCode())
                            .isBetween(400, 599);
                    assertThat(browser.post(address + "/filter/" + filterId + run, "{\"name\":\"x\"}")
                                    .statusCode())
                            .isBetween(400, 599);
                }
            }
        }
    }

    @Test
    void setUpPageOfWebapps_closed() {
        Browser browser = new Browser(port);
        browser.get("/camunda/app/admin/default/");
        for (String path : List.of(
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "//camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin;x=y/setup/default/user/create")) {
            HttpResponse<String> answer = browser.post(
                    path,
                    "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"x\",\"lastName\":\"x\",\"email\":\"\"},"
                            + "\"credentials\":{\"password\":\"Intruder-1234567\"}}");
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
        assertThat(identity.createUserQuery().userId("intruder").count()).isZero();
    }

    /** JUEL is the expression language itself, with no reach beyond what its manager gives it. */
    @Test
    void classPath_holdsNoScriptLanguageButFeelAndTheExpressionsThemselves() {
        assertThat(new ScriptEngineManager().getEngineFactories())
                .extracting(ScriptEngineFactory::getLanguageName)
                .allSatisfy(name -> assertThat(name.toLowerCase(java.util.Locale.ROOT))
                        .containsAnyOf("feel", "friendly enough expression language", "jsp 2.1 el"));
    }

    @Test
    void serialisedObjectAsVariable_refused() {
        String body = "{\"variables\":{\"x\":{\"value\":\"rO0ABXQAAXg=\",\"type\":\"Object\",\"valueInfo\":{"
                + "\"objectTypeName\":\"java.lang.String\",\"serializationDataFormat\":"
                + "\"application/x-java-serialized-object\"}}}}";
        HttpResponse<String> answer =
                administrator("/engine-rest").post("/engine-rest/process-definition/key/appealHandling/start", body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void serialisedObject_refusedWhereverVariablesAreTaken(String address) {
        users.officer("grid-1");
        GuardedWork.Case filed = work.file(org.minqing.TestDirectory.GRID);
        String object = "{\"value\":\"rO0ABXQAAXg=\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":"
                + "\"java.lang.String\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}}";
        String variables = "{\"variables\":{\"x\":" + object + "}}";
        Browser officer = browser(address, "welcome", "grid-1");
        for (String path : List.of(
                "/task/" + filed.taskId() + "/complete",
                "/task/" + filed.taskId() + "/submit-form",
                "/process-definition/key/appealHandling/submit-form")) {
            assertThat(officer.post(address + path, variables).statusCode())
                    .as(path)
                    .isBetween(400, 499);
        }
        Browser administrator = administrator(address);
        String instance = address + "/process-instance/" + filed.processInstanceId() + "/variables";
        assertThat(administrator.put(instance + "/x", object).statusCode()).isBetween(400, 499);
        String upload = "--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"x\"\r\n"
                + "Content-Type: application/x-java-serialized-object\r\n\r\nrO0ABXQAAXg=\r\n--x\r\n"
                + "Content-Disposition: form-data; name=\"type\"\r\n\r\njava.lang.String\r\n--x--\r\n";
        assertThat(administrator
                        .send("POST", instance + "/x/data", upload, "multipart/form-data; boundary=x")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(tasks.createTaskQuery().taskId(filed.taskId()).count()).isOne();
        assertThat(jdbc.sql("select count(*) from ACT_RU_VARIABLE where NAME_ = 'x' and PROC_INST_ID_ = ?")
                        .param(filed.processInstanceId())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void modelOfThisRelease_isTakenAwayByNobody_anAdministratorsOwnByHim(String address) {
        Browser administrator = administrator(address);
        ProcessDefinition ours = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("appealHandling")
                .latestVersion()
                .singleResult();
        for (String path : List.of(
                "/deployment/" + ours.getDeploymentId() + "?cascade=true",
                "/process-definition/" + ours.getId() + "?cascade=true",
                "/process-definition/key/appealHandling?cascade=true")) {
            HttpResponse<String> answer = administrator.send("DELETE", address + path, null, null);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(409);
            assertThat(answer.body()).contains("系统自带的流程模型不能删除");
        }
        assertThat(repository.getProcessDefinition(ours.getId())).isNotNull();
        String own = repository
                .createDeployment()
                .name("own")
                .addModelInstance(
                        "own.bpmn",
                        Bpmn.createExecutableProcess("ownModel")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        assertThat(administrator
                        .send("DELETE", address + "/deployment/" + own, null, null)
                        .statusCode())
                .isEqualTo(204);
    }

    private Browser administrator(String address) {
        return browser(address, "admin", users.administrator());
    }

    private Browser officer(String address) {
        return browser(address, "welcome", "leader-1");
    }

    private Browser browser(String address, String app, String user) {
        Browser browser = new Browser(port);
        if (address.startsWith("/engine-rest")) {
            return browser.basic(user, TestUsers.PASSWORD);
        }
        assertThat(browser.signIn(app, user, TestUsers.PASSWORD).statusCode()).isEqualTo(200);
        return browser;
    }
}
