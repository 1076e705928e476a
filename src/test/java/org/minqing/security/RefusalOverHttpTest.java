package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A refusal of ours, thrown deep inside the engine, reaches the person as our sentence. */
@MinqingTest
class RefusalOverHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RefusingTestListener canary;

    GuardedWork.Case filed;

    @BeforeEach
    void file() {
        users.administrator();
        filed = work.file(TestDirectory.GRID, TestDirectory.GRID);
    }

    @AfterEach
    void end() {
        work.end(filed);
    }

    @Test
    void listenerRefusesOverEngineRest_clientErrorWithOurSentence() {
        HttpResponse<String> answer = rest().post("/engine-rest/task/" + filed.taskId() + "/complete", "{}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"message\":\"答复不能为空\"").contains("\"field\":\"reply\"");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.");
        assertThat(tasks.createTaskQuery().taskId(filed.taskId()).count()).isOne();
    }

    @Test
    void listenerRefusesOverWebapp_clientErrorWithOurSentence() {
        Browser browser = new Browser(port);
        assertThat(browser.signIn("tasklist", TestUsers.ADMINISTRATOR, TestUsers.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        String task = "/camunda/api/engine/engine/default/task/" + filed.taskId();
        for (String act : new String[] {"/complete", "/submit-form"}) {
            HttpResponse<String> answer = browser.post(task + act, "{\"variables\":{}}");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"message\":\"答复不能为空\"");
        }
    }

    @Test
    void textWithExpression_isKeptAsText() {
        String text = "${refusingTestListener.called('text')} #{dataSource} {{x}} ${''.getClass()}";
        HttpResponse<String> answer = rest().post(
                        "/engine-rest/task/" + filed.taskId() + "/complete",
                        "{\"withVariablesInReturn\":true,\"variables\":{\"reply\":{\"value\":\"" + text
                                + "\",\"type\":\"String\"}}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("${refusingTestListener.called('text')} #{dataSource} {{x}}");
        assertThat(canary.calls()).isEmpty();
    }

    @Test
    void taskThatIsGone_notFoundInsteadOfServerError() {
        assertThat(rest().post("/engine-rest/task/no-such-task/complete", "{}").statusCode())
                .isEqualTo(404);
        assertThat(rest().post("/engine-rest/task/no-such-task/claim", "{\"userId\":\"test-admin\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void taskClaimedBySomebodyElse_conflict() {
        tasks.claim(filed.taskId(), "grid-1");
        HttpResponse<String> answer =
                rest().post("/engine-rest/task/" + filed.taskId() + "/claim", "{\"userId\":\"test-admin\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("已由他人处理");
    }

    private Browser rest() {
        return new Browser(port).basic(TestUsers.ADMINISTRATOR, TestUsers.PASSWORD);
    }
}
