package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A refusal of ours, thrown deep inside the engine, reaches the person as our sentence. */
@MinqingTest
class RefusalOverHttpTest {

    private static final String RESOLVE = "{\"variables\":{\"outcome\":{\"value\":\"RESOLVE\"}}}";

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CanaryListener canary;

    GuardedWork.Case filed;
    final ExecutorService clients = Executors.newFixedThreadPool(8);

    @AfterEach
    void stopClients() {
        clients.shutdown();
    }

    @BeforeEach
    void file() {
        users.administrator();
        users.officer("grid-1");
        filed = work.file(TestDirectory.GRID);
    }

    @Test
    void listenerRefusesOverEngineRest_clientErrorWithOurSentence() {
        HttpResponse<String> answer = rest().post("/engine-rest/task/" + filed.taskId() + "/complete", RESOLVE);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"message\":\"“办结”时必须填写答复内容\"").contains("\"field\":\"reply\"");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.");
        assertThat(tasks.createTaskQuery().taskId(filed.taskId()).count()).isOne();
    }

    @Test
    void listenerRefusesOverWebapp_clientErrorWithOurSentence() {
        Browser browser = new Browser(port);
        assertThat(browser.signIn("tasklist", users.officer("grid-1"), TestUsers.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        String task = "/camunda/api/engine/engine/default/task/" + filed.taskId();
        for (String act : new String[] {"/complete", "/submit-form"}) {
            HttpResponse<String> answer = browser.post(task + act, RESOLVE);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"message\":\"“办结”时必须填写答复内容\"");
        }
    }

    @Test
    void textWithExpression_isKeptAsText() {
        String text = "${canaryListener.called('text')} #{dataSource} {{x}} ${''.getClass()}";
        HttpResponse<String> answer = rest().post(
                        "/engine-rest/task/" + filed.taskId() + "/complete",
                        "{\"variables\":{\"outcome\":{\"value\":\"RESOLVE\"},\"reply\":{\"value\":\"" + text + "\"}}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(jdbc.sql("select reply from appeal where id = ?")
                        .param(filed.appeal().id())
                        .query(String.class)
                        .single())
                .isEqualTo(text);
        assertThat(canary.calls()).isEmpty();
    }

    @Test
    void eightClientsFinishOneTask_oneWinsAndTheOthersAreTold() {
        String answer = "{\"variables\":{\"outcome\":{\"value\":\"RESOLVE\"},\"reply\":{\"value\":\"好了\"}}}";
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(client -> CompletableFuture.supplyAsync(
                        () -> rest().post("/engine-rest/task/" + filed.taskId() + "/complete", answer)
                                .statusCode(),
                        clients))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses)
                .containsOnlyOnce(204)
                .allMatch(status -> Set.of(204, 404, 409).contains(status));
    }

    @Test
    void taskThatIsGone_notFoundInsteadOfServerError() {
        assertThat(rest().post("/engine-rest/task/no-such-task/complete", "{}").statusCode())
                .isEqualTo(404);
        assertThat(rest().post("/engine-rest/task/no-such-task/claim", "{\"userId\":\"grid-1\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void taskClaimedBySomebodyElse_conflict() {
        tasks.claim(filed.taskId(), "street-1");
        HttpResponse<String> answer =
                rest().post("/engine-rest/task/" + filed.taskId() + "/claim", "{\"userId\":\"grid-1\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("task-claimed", "认领，放回或转交后他人才能办理");
    }

    private Browser rest() {
        return new Browser(port).basic("grid-1", TestUsers.PASSWORD);
    }
}
