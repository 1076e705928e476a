package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever residents, officers and departments can type is text: a bean stands ready to notice when it is evaluated. */
@MinqingTest
class TypedTextTest {

    private static final String CANARY = "${canaryListener.called('t')} #{canaryListener.called('t')}"
            + " {{canaryListener}} {{#canaryListener}}x{{/canaryListener}} ${''.getClass()} = 1 + 1 [[${7*7}]] %s";

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    ProcessDriver driver;

    @Autowired
    AppealService appeals;

    @Autowired
    CanaryListener canary;

    @Autowired
    JdbcClient jdbc;

    private int before;

    @BeforeEach
    void listen() {
        users.administrator();
        before = canary.calls().size();
    }

    @Test
    void appealOverRest_everyFieldIsKeptAsWritten() {
        Appeal appeal = file();
        assertThat(List.of(appeal.subject(), appeal.text(), appeal.place(), appeal.mostNeeded(), appeal.hardest()))
                .containsOnly(CANARY);
        assertThat(appeal.mostWanted()).isEqualTo(CANARY);
        nothingRan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ESCALATE", "RETURN", "PARK", "EXTEND", "RESOLVE"})
    void answerToATask_isText(String outcome) {
        Appeal appeal = file();
        users.officer("grid-1");
        String task = driver.task(appeal, "userTask_handleAppeal").taskId();
        Browser rest = new Browser(port).basic("grid-1", TestUsers.PASSWORD);
        String fields = "{\"outcome\":{\"value\":\"%s\"},\"reason\":{\"value\":\"%s\"},\"reply\":{\"value\":\"%s\"},"
                        .formatted(outcome, json(), json())
                + "\"condition\":{\"value\":\"" + json() + "\"},\"effect\":{\"value\":\"" + json() + "\"}}";
        HttpResponse<String> answer =
                rest.post("/engine-rest/task/" + task + "/complete", "{\"variables\":" + fields + "}");
        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 409, 422);
        assertThat(answer.body()).doesNotContain("49").doesNotContain("class java");
        nothingRan();
    }

    @Test
    void withdrawalAndReply_areText() {
        Appeal appeal = file();
        Browser desk = new Browser(port).basic(users.officer("desk-1"), TestUsers.PASSWORD);
        String address = "/api/v1/appeals/" + appeal.number();
        desk.post(address + "/reply", "{\"reply\":\"" + json() + "\"}");
        desk.post(address + "/rating", "{\"rating\":\"DISSATISFIED\",\"comment\":\"" + json() + "\"}");
        desk.post(address + "/withdrawal", "{\"reason\":\"" + json() + "\"}");
        desk.get("/camunda/api/minqing/units?q=%24%7BcanaryListener%7D");
        desk.get("/engine-rest/task?nameLike=%24%7BcanaryListener.called('t')%7D");
        nothingRan();
    }

    @Test
    void nameOfAnOfficerAndAUnit_isText() {
        jdbc.sql("update officer set name = ? where id = 'street-2'")
                .param("${canaryListener}")
                .update();
        try {
            Appeal appeal = file();
            assertThat(new Browser(port)
                            .basic(users.officer("grid-1"), TestUsers.PASSWORD)
                            .get("/api/v1/appeals/" + appeal.number())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            jdbc.sql("update officer set name = '街道干事' where id = 'street-2'").update();
        }
        nothingRan();
    }

    private Appeal file() {
        String body = "{\"source\":\"canary\",\"requesterKind\":\"RESIDENT\",\"unitCode\":\"%s\""
                        .formatted(TestDirectory.GRID)
                + List.of("subject", "text", "place", "mostNeeded", "hardest", "mostWanted").stream()
                        .map(field -> ",\"" + field + "\":\"" + json() + "\"")
                        .reduce("", String::concat)
                + ",\"requester\":{\"name\":\"${canaryListener}\",\"phone\":\"13800000000\"}}";
        HttpResponse<String> answer = new Browser(port)
                .basic(users.officer("grid-1"), TestUsers.PASSWORD)
                .post("/api/v1/appeals", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return appeals.get(answer.body().replaceAll("(?s).*\"number\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
    }

    private static String json() {
        return CANARY.replace("\"", "\\\"");
    }

    private void nothingRan() {
        assertThat(canary.calls()).hasSize(before);
    }
}
