package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.SCIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Signal;
import org.minqing.closing.ClosingService;
import org.minqing.rest.ApiClient;
import org.minqing.rest.ApiClient.Answer;
import org.minqing.security.TestUsers;
import org.minqing.security.TokenService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A department does its whole part over HTTP, and several who act at once do not harm each other. */
@MinqingTest
class DepartmentRestTest {

    private static final String TASKS = "/api/v1/tasks";
    private static final String HANDLE = "userTask_handleAppeal";
    private static final int CALLERS = 8;

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    TokenService tokens;

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    ClosingService closing;

    final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    ApiClient power;

    @BeforeEach
    void token() {
        driver.clock("2026-03-02T10:00");
        power = system(POWER);
    }

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void departmentWithAToken_doesItsPartFromAcceptanceToTheLastMeasure() {
        Appeal appeal = joint.survey(joint.convened(SCIENCE, POWER));
        String accept = only(appeal, JointModel.ACCEPT_PART);

        assertThat(power.post(TASKS + "/" + accept + "/claim", null).text("assignee"))
                .isEqualTo("system-" + POWER);
        Answer accepted = power.post(TASKS + "/" + accept + "/complete", "{\"outcome\":\"ACCEPT\"}");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
        assertThat(accepted.text("appeal")).isEqualTo(appeal.number());

        String opinion = only(appeal, JointModel.GIVE_OPINION);
        assertThat(accepted.body().get("next").toString()).contains(opinion);
        Answer given = power.post(
                TASKS + "/" + opinion + "/complete",
                "{\"outcome\":\"OPINION\",\"fields\":{\"opinion\":\"新增变压器\",\"measure1\":\"更换变压器\"}}");
        assertThat(given.status()).isEqualTo(200);

        joint.opinion(appeal, SCIENCE);
        joint.draft(appeal);
        joint.signBoth(appeal);
        String measure = only(appeal, JointModel.CARRY_OUT_MEASURE);
        assertThat(power.get(TASKS + "/" + measure).body().at("/part/measure").asText())
                .isEqualTo("更换变压器");
        assertThat(power.post(
                                TASKS + "/" + measure + "/complete",
                                "{\"outcome\":\"DONE\",\"fields\":{\"result\":\"已送电\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(joint.partStates(appeal)).contains("DONE");
        assertThat(driver.timeline(appeal))
                .anySatisfy(entry -> assertThat(entry.actor()).isEqualTo("system-" + POWER));
    }

    @Test
    void taskIsRead_itTellsTheCaseWhatMayBeAnsweredAndNoPersonalData() {
        Appeal appeal = joint.convened(POWER);
        JsonNode task =
                power.get(TASKS + "/" + only(appeal, JointModel.ACCEPT_PART)).body();

        assertThat(task.at("/appeal/subject").asText()).isEqualTo("实验室用电容量不足");
        assertThat(task.at("/appeal/categoryName").asText()).isEqualTo("城乡建设 / 供电");
        assertThat(task.at("/outcomes/0/code").asText()).isEqualTo("ACCEPT");
        assertThat(task.at("/outcomes/1/fields/0").toString())
                .contains("\"name\":\"reason\"", "\"required\":true", "\"max\":500", "\"type\":\"TEXT\"");
        assertThat(task.at("/dueAt").asText()).endsWith("+08:00");
        assertThat(task.get("timeline")).isNotEmpty();
        assertThat(task.toString()).doesNotContain("requester\":{");
    }

    @Test
    void departmentThatOnlyTakesPart_doesNotReadWhatPassesBetweenOthers() {
        Appeal appeal = joint.convened(SCIENCE, POWER);
        joint.refuse(appeal, POWER);
        String kinds = kinds(system(SCIENCE).get("/api/v1/appeals/" + appeal.number()));
        assertThat(kinds).contains("CONVENED", "PART_NOTIFIED").doesNotContain("PART_REFUSED");
        assertThat(kinds(power.get("/api/v1/appeals/" + appeal.number()))).contains("PART_REFUSED");
        assertThat(system("420106-URBAN")
                        .get("/api/v1/appeals/" + appeal.number())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"outcome\":\"MAYBE\"}',422,outcome",
        "'{}',422,outcome",
        "'{\"outcome\":\"REFUSE\"}',422,reason",
        "'{\"outcome\":\"REFUSE\",\"fields\":{\"raeson\":\"x\"}}',422,raeson",
        "'{\"outcome\":\"REFUSE\",\"fields\":{\"reason\":{\"a\":1}}}',422,reason",
        "'{\"outcom\":\"ACCEPT\"}',400,outcom",
        "'{',400,''"
    })
    void wrongAnswer_isRefusedWithTheFieldAndChangesNothing(String body, int status, String field) {
        Appeal appeal = joint.convened(POWER);
        String task = only(appeal, JointModel.ACCEPT_PART);
        Answer answer = power.post(TASKS + "/" + task + "/complete", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo("invalid");
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(only(appeal, JointModel.ACCEPT_PART)).isEqualTo(task);
    }

    @Test
    void eightCompleteOneTaskAtOnce_oneSucceedsAndSevenAreToldByWhom() {
        String task = only(joint.convened(POWER), JointModel.ACCEPT_PART);
        List<Answer> answers =
                atOnce(client -> power.post(TASKS + "/" + task + "/complete", "{\"outcome\":\"ACCEPT\"}"));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(CALLERS - 1)
                .allSatisfy(answer -> {
                    assertThat(answer.problem()).isEqualTo("task-ended");
                    assertThat(answer.text("endedBy")).isEqualTo("system-" + POWER);
                    assertThat(answer.text("endedAt")).startsWith("2026-03-02T");
                    assertThat(answer.text("how")).isEqualTo("DONE");
                    assertThat(answer.text("why")).isEqualTo("签收");
                    assertThat(answer.text("detail")).contains("供电公司", "办结：签收");
                });
    }

    @Test
    void eightCompleteOneTaskAtTheEngine_oneSucceedsAndSevenAreToldByWhom() {
        String task = only(joint.convened(POWER), JointModel.ACCEPT_PART);
        List<Answer> answers = atOnce(client -> power.post(
                "/engine-rest/task/" + task + "/complete", "{\"variables\":{\"outcome\":{\"value\":\"ACCEPT\"}}}"));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(204).allMatch(status -> status < 500);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409 || answer.status() == 404)
                .hasSize(CALLERS - 1);
    }

    @Test
    void eightClaimOneTaskAtOnce_oneSucceeds() {
        String task = only(joint.convened(POWER), JointModel.ACCEPT_PART);
        ApiClient person = ApiClient.basic(port, users.officer("power-1"), TestUsers.PASSWORD);
        List<Answer> answers =
                atOnce(client -> (client % 2 == 0 ? power : person).post(TASKS + "/" + task + "/claim", null));
        String winner = power.get(TASKS + "/" + task).text("assignee");
        assertThat(answers).allSatisfy(answer -> {
            if (answer.status() == 200) {
                assertThat(answer.text("assignee")).isEqualTo(winner);
            } else {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.problem()).isEqualTo("task-claimed");
                assertThat(answer.text("claimedBy")).isEqualTo(winner);
            }
        });
        assertThat(answers).extracting(Answer::status).contains(200, 409);
    }

    @Test
    void colleagueHasClaimed_systemMayOnlyAfterRelease() {
        String task = only(joint.convened(POWER), JointModel.ACCEPT_PART);
        ApiClient person = ApiClient.basic(port, users.officer("power-1"), TestUsers.PASSWORD);
        person.post(TASKS + "/" + task + "/claim", null);
        Answer refused = power.post(TASKS + "/" + task + "/complete", "{\"outcome\":\"ACCEPT\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("task-claimed");
        assertThat(refused.text("claimedByName")).isEqualTo("供电专员");
        assertThat(refused.text("claimedAt")).isEqualTo("2026-03-02T10:00:00+08:00");
        assertThat(refused.text("detail")).isEqualTo("“签收任务”已于 3月2日 10:00 由武昌区供电公司供电专员认领，放回或转交后他人才能办理");
        assertThat(power.post(TASKS + "/" + task + "/release", null).body().has("assignee"))
                .isFalse();
        assertThat(power.post(TASKS + "/" + task + "/complete", "{\"outcome\":\"ACCEPT\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void deadlineTookTheTaskAway_toldWhenAndWhy() {
        Appeal appeal = driver.file(GRID);
        String task = driver.task(appeal, HANDLE).taskId();
        driver.passUntil(appeal, "2026-03-04T09:00");
        ApiClient grid = ApiClient.basic(port, users.officer("grid-1"), TestUsers.PASSWORD);
        Answer late =
                grid.post(TASKS + "/" + task + "/complete", "{\"outcome\":\"RESOLVE\",\"fields\":{\"reply\":\"好了\"}}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("how")).isEqualTo("DEADLINE");
        assertThat(late.text("endedAt")).isEqualTo("2026-03-03T17:30:00+08:00");
        assertThat(late.text("detail")).contains("系统", "期限已到");
        assertThat(grid.get(TASKS + "/" + task).status()).isEqualTo(410);
    }

    @Test
    void appealIsWithdrawn_departmentIsToldWhyItsTaskIsGone() {
        Appeal appeal = joint.convened(POWER);
        String task = only(appeal, JointModel.ACCEPT_PART);
        closing.withdraw(appeal.number(), "已自行解决", "requester");
        Answer answer = power.post(TASKS + "/" + task + "/claim", null);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("task-ended");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.WITHDRAWN);
    }

    @Test
    void extensionIsAsked_handlerGetsHisTaskBackAndASecondIsRefused() {
        Appeal appeal = driver.file(GRID);
        String task = driver.task(appeal, HANDLE).taskId();
        ApiClient grid = ApiClient.basic(port, users.officer("grid-1"), TestUsers.PASSWORD);
        grid.post(TASKS + "/" + task + "/claim", null);
        Answer asked = grid.post(TASKS + "/" + task + "/extension-requests", "{\"reason\":\"等待到货\",\"amount\":1}");
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        String again = asked.body().get("next").get(0).asText();
        Answer second = grid.post(TASKS + "/" + again + "/extension-requests", "{\"reason\":\"再等等\",\"amount\":1}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(grid.post(TASKS + "/" + again + "/extension-requests", "{\"reason\":\"再等等\"}")
                        .text("field"))
                .isEqualTo("amount");
        String part = only(joint.convened(POWER), JointModel.ACCEPT_PART);
        assertThat(power.post(TASKS + "/" + part + "/extension-requests", "{\"reason\":\"x\",\"amount\":1}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void departmentAsksForMoreTime_forItsOpinionAndForItsMeasure_andGetsIt() {
        Appeal appeal = joint.survey(joint.convened(POWER));
        joint.accept(appeal, POWER);
        String opinion = extended(appeal, JointModel.GIVE_OPINION, "2026-03-06T17:30:00+08:00");
        power.post(
                TASKS + "/" + opinion + "/complete",
                "{\"outcome\":\"OPINION\",\"fields\":{\"opinion\":\"可行\",\"measure1\":\"换变压器\",\"measure1Day\":\"2026-03-12\"}}");
        joint.draft(appeal);
        joint.signBoth(appeal);
        extended(appeal, JointModel.CARRY_OUT_MEASURE, "2026-03-13T17:30:00+08:00");
    }

    /** @return the task that came back */
    private String extended(Appeal appeal, String key, String until) {
        String asking = TASKS + "/" + only(appeal, key) + "/extension-requests";
        Answer asked = power.post(asking, "{\"reason\":\"等待到货\",\"amount\":1}");
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        driver.answer(appeal, "userTask_decideExtension", "leader-1", "GRANT");
        String again = only(appeal, key);
        JsonNode task = power.get(TASKS + "/" + again).body();
        assertThat(OffsetDateTime.parse(task.get("dueAt").asText())).isEqualTo(OffsetDateTime.parse(until));
        assertThat(power.post(TASKS + "/" + again + "/extension-requests", "{\"reason\":\"再等等\",\"amount\":1}")
                        .status())
                .isEqualTo(409);
        return again;
    }

    @Test
    void departmentIsCalledToTheSpot_confirmsItsArrivalAndAnswersOverRest_theStreetRatesIt() {
        Appeal appeal = driver.file(GRID, Signal.CROSS_DEPARTMENT);
        driver.answer(appeal, HANDLE, "street-1", "WHISTLE", "departments", POWER, "reason", "需现场会商");
        String arrival = only(appeal, "userTask_confirmArrival");
        assertThat(OffsetDateTime.parse(
                        power.get(TASKS + "/" + arrival).body().get("dueAt").asText()))
                .isEqualTo(OffsetDateTime.parse("2026-03-04T10:00:00+08:00"));
        driver.clock("2026-03-02T11:00");
        assertThat(power.post(TASKS + "/" + arrival + "/complete", "{\"outcome\":\"ARRIVED\"}")
                        .status())
                .isEqualTo(200);
        assertThat(power.post(
                                TASKS + "/" + only(appeal, "userTask_giveAnswer") + "/complete",
                                "{\"outcome\":\"ANSWER\",\"fields\":{\"answer\":\"当场抢修\"}}")
                        .status())
                .isEqualTo(200);
        ApiClient street = ApiClient.basic(port, users.officer("street-1"), TestUsers.PASSWORD);
        assertThat(street.post(
                                TASKS + "/"
                                        + driver.task(appeal, "userTask_rateAnswer")
                                                .taskId() + "/complete",
                                "{\"outcome\":\"UNSATISFIED\",\"fields\":{\"comment\":\"只拍了照片\"}}")
                        .status())
                .isEqualTo(200);
        JsonNode called = street.get("/api/v1/appeals/" + appeal.number() + "/whistles")
                .body()
                .at("/0/departments/0");
        assertThat(OffsetDateTime.parse(called.get("onSiteAt").asText()))
                .isEqualTo(OffsetDateTime.parse("2026-03-02T11:00:00+08:00"));
        assertThat(called.get("ratingLabel").asText()).isEqualTo("不满意");
    }

    @Test
    void foreignTask_isNotThere() {
        String task = only(joint.convened(POWER), JointModel.ACCEPT_PART);
        ApiClient other = system(SCIENCE);
        for (String act : List.of("/claim", "/release", "/complete")) {
            assertThat(other.post(TASKS + "/" + task + act, act.equals("/complete") ? "{\"outcome\":\"ACCEPT\"}" : null)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(other.get(TASKS + "/" + task).status()).isEqualTo(404);
        assertThat(other.get(TASKS + "?appeal=x").body().get("tasks")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dueAt", "-dueAt", "createdAt", "-createdAt", "urgency"})
    void listIsPagedByCursor_everyTaskComesOnceInOrder(String sort) {
        String unit = ownUnit(sort);
        List<String> filed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            driver.clock("2026-03-0%dT10:0%d".formatted(2 + i % 2, i));
            Appeal appeal = i % 2 == 0 ? joint.file() : joint.file(Signal.OUTAGE);
            joint.convene(appeal, unit);
            filed.add(task(appeal, unit));
        }
        ApiClient system = system(unit);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = system.get(TASKS + "?limit=2&key=" + JointModel.ACCEPT_PART + "&sort=" + sort
                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            page.body().get("tasks").forEach(task -> seen.add(task.get("id").asText()));
            cursor = page.text("next");
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(filed);
        JsonNode whole = system.get(TASKS + "?sort=" + sort).body().get("tasks");
        assertThat(ids(whole)).isEqualTo(seen);
        assertThat(system.get(TASKS + "?sort=" + sort + "&cursor=abc").status()).isEqualTo(422);
    }

    @Test
    void listIsFiltered_onlyWhatFitsComes() {
        String unit = ownUnit("filters");
        Appeal urgent = joint.convene(joint.file(Signal.OUTAGE), unit);
        Appeal calm = joint.convene(joint.file(), unit);
        ApiClient system = system(unit);
        assertThat(appeals(system, "urgency=IMMEDIATE")).containsExactly(urgent.number());
        assertThat(appeals(system, "appeal=" + calm.number())).containsExactly(calm.number());
        assertThat(appeals(system, "category=01")).hasSize(2);
        assertThat(appeals(system, "category=0301")).isEmpty();
        assertThat(appeals(system, "level=GRID")).isEmpty();
        assertThat(appeals(system, "dueBefore=2026-03-04T00:00:00%2B08:00")).containsExactly(urgent.number());
        assertThat(appeals(system, "overdue=true")).isEmpty();
        driver.clock("2026-03-03T11:00");
        assertThat(appeals(system, "overdue=true")).containsExactly(urgent.number());
        assertThat(appeals(system, "overdue=false")).containsExactly(calm.number());
        String task = task(calm, unit);
        system.post(TASKS + "/" + task + "/claim", null);
        assertThat(appeals(system, "state=CLAIMED")).containsExactly(calm.number());
        assertThat(appeals(system, "state=MINE")).containsExactly(calm.number());
        assertThat(appeals(system, "state=CLAIMABLE")).containsExactly(urgent.number());
        assertThat(system.get(TASKS + "?limit=0").text("field")).isEqualTo("limit");
        assertThat(system.get(TASKS + "?sort=colour").text("field")).isEqualTo("sort");
        Answer moon = system.get(TASKS + "?level=MOON");
        assertThat(moon.status()).isEqualTo(400);
        assertThat(moon.problem()).isEqualTo("malformed");
        assertThat(moon.text("title")).isEqualTo("内容有误");
    }

    private List<String> appeals(ApiClient system, String filter) {
        Answer answer = system.get(TASKS + "?" + filter);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return StreamSupport.stream(answer.body().get("tasks").spliterator(), false)
                .map(task -> task.at("/appeal/number").asText())
                .toList();
    }

    /** A department of this test's own. */
    private String ownUnit(String name) {
        String unit = "420106-REST" + Integer.toHexString(name.hashCode() & 0xffff);
        joint.unit(unit, "DEPARTMENT", "rest-" + Integer.toHexString(name.hashCode() & 0xffff));
        return unit;
    }

    private String task(Appeal appeal, String unit) {
        return joint.task(appeal, JointModel.ACCEPT_PART, unit).taskId();
    }

    private String only(Appeal appeal, String key) {
        return joint.task(appeal, key, POWER).taskId();
    }

    private ApiClient system(String unit) {
        return ApiClient.bearer(port, tokens.issue(unit, "测试系统", 30).secret());
    }

    private static String kinds(Answer appeal) {
        assertThat(appeal.status()).isEqualTo(200);
        StringBuilder kinds = new StringBuilder();
        appeal.body()
                .get("timeline")
                .forEach(entry -> kinds.append(entry.get("kind").asText()).append(' '));
        return kinds.toString();
    }

    private static List<String> ids(JsonNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false)
                .map(task -> task.get("id").asText())
                .toList();
    }

    private List<Answer> atOnce(java.util.function.IntFunction<Answer> call) {
        return IntStream.range(0, CALLERS)
                .mapToObj(client -> CompletableFuture.supplyAsync(() -> call.apply(client), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
