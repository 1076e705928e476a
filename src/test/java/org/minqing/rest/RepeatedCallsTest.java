package org.minqing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.TimelineKind;
import org.minqing.intake.Photos;
import org.minqing.rest.ApiClient.Answer;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A call that names a key is carried out once, whatever happens between it and its repetition. */
@MinqingTest
class RepeatedCallsTest {

    private static final String RESOLVE = "{\"outcome\":\"RESOLVE\",\"fields\":{\"reply\":\"路灯已修复\"}}";
    private static final byte[] PNG = Photos.png();

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    ProcessDriver driver;

    @Autowired
    RepeatedCalls calls;

    @Autowired
    KeptAnswerRepository answers;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    ApiClient grid;
    ApiClient administrator;
    Appeal appeal;
    String complete;
    final String key = UUID.randomUUID().toString();

    @BeforeEach
    void file() {
        driver.clock("2026-03-02T10:00");
        grid = ApiClient.basic(port, users.officer("grid-1"), TestUsers.PASSWORD);
        administrator = ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD);
        appeal = driver.file(TestDirectory.GRID);
        complete =
                "/api/v1/tasks/" + driver.task(appeal, "userTask_handleAppeal").taskId() + "/complete";
    }

    @Test
    void sameKeyAndBody_sameAnswerAndTheWorkIsDoneOnce() {
        Answer first = grid.send("POST", complete, RESOLVE, key);
        Answer second = grid.send("POST", complete, RESOLVE, key);
        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.raw().body()).isEqualTo(first.raw().body());
        assertThat(second.raw().headers().firstValue("Content-Type"))
                .isEqualTo(first.raw().headers().firstValue("Content-Type"));
        assertThat(first.raw().headers().firstValue(RepeatedCalls.REPLAYED)).isEmpty();
        assertThat(second.raw().headers().firstValue(RepeatedCalls.REPLAYED)).contains("true");
        assertThat(resolved()).isEqualTo(1);
    }

    @Test
    void sameKeyOtherBodyOrAddress_isRefused() {
        grid.send("POST", complete, RESOLVE, key);
        Answer other = grid.send("POST", complete, RESOLVE.replace("修复", "更换"), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(grid.send("POST", complete.replace("complete", "claim"), null, key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void sameKeyByAnotherCaller_isAnotherCall() {
        grid.send("POST", complete, RESOLVE, key);
        Answer other = ApiClient.basic(port, users.officer("community-1"), TestUsers.PASSWORD)
                .send("POST", complete, RESOLVE, key);
        assertThat(other.problem()).isEqualTo("task-ended");
    }

    @Test
    void eightRepeatAtOnce_allGetTheOneAnswer() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Answer> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> grid.send("POST", complete, RESOLVE, key), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        threads.shutdown();
        assertThat(all)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200))
                .extracting(answer -> answer.body().toString())
                .containsOnly(all.get(0).body().toString());
        assertThat(resolved()).isEqualTo(1);
    }

    @Test
    void refusal_isKeptToo() {
        String task = driver.task(appeal, "userTask_handleAppeal").taskId();
        driver.answer(appeal, "userTask_handleAppeal", "grid-1", "EXTEND", "reason", "等", "extensionAmount", 1);
        Answer refused = grid.send("POST", complete, RESOLVE, key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("endedBy")).isEqualTo("grid-1");
        Answer again = grid.send("POST", complete, RESOLVE, key);
        assertThat(again.raw().body()).isEqualTo(refused.raw().body());
        assertThat(again.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(task).isNotBlank();
    }

    @Test
    void threeDaysAreOver_keyIsForgotten() {
        grid.send("POST", complete, RESOLVE, key);
        driver.clock("2026-03-05T10:01");
        assertThat(grid.send("POST", complete, RESOLVE, key).problem()).isEqualTo("task-ended");
        driver.clock("2026-03-09T10:01");
        answers.purge();
        assertThat(rows()).isZero();
    }

    @Test
    void nodeDiesBeforeTheCommit_neitherWorkNorKeyRemain() {
        identity.setAuthentication("grid-1", List.of());
        MockHttpServletRequest request = new MockHttpServletRequest("POST", complete);
        request.setContent(RESOLVE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() ->
                            calls.once(key, false, request, new MockHttpServletResponse(), (inner, response) -> {
                                jdbc.sql("update appeal set callback_attempts = 7 where id = ?")
                                        .param(appeal.id())
                                        .update();
                                throw new IllegalStateException("the node dies");
                            }))
                    .hasMessage("the node dies");
        } finally {
            identity.clearAuthentication();
        }
        assertThat(driver.reload(appeal).callbackAttempts()).isZero();
        assertThat(grid.send("POST", complete, RESOLVE, key).status()).isEqualTo(200);
    }

    @Test
    void longCallDiedWithItsNode_afterAWhileItMayBeSentAgain() {
        answers.begin("grid-1", key, "another");
        assertThat(grid.send("POST", complete, RESOLVE, key).problem()).isEqualTo("idempotency-key-reused");
        driver.clock("2026-03-02T10:20");
        assertThat(grid.send("POST", complete, RESOLVE, key).status()).isEqualTo(200);
    }

    @Test
    void answerWithASecret_isNotKeptAndNotRepeated() {
        String body = "{\"unitCode\":\"%s\",\"name\":\"工单系统\",\"days\":30}".formatted(TestDirectory.POWER);
        Answer issued = administrator.send("POST", "/api/v1/tokens", body, key);
        assertThat(issued.status()).isEqualTo(201);
        Answer again = administrator.send("POST", "/api/v1/tokens", body, key);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("answer-withheld");
        assertThat(again.text("location")).isEqualTo("/api/v1/tokens/" + issued.text("id"));
        assertThat(jdbc.sql("select count(*) from idempotent_call where call_key = ? and body is not null")
                        .param(key)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void callThatCommitsByItself_isRepeatedToo() {
        String body = "{\"source\":\"hotline\",\"subject\":\"水管漏水\",\"unitCode\":\"%s\"}".formatted(TestDirectory.GRID);
        Answer first = grid.send("POST", "/api/v1/appeals", body, key);
        Answer second = grid.send("POST", "/api/v1/appeals", body, key);
        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("number")).isEqualTo(first.text("number"));
        assertThat(second.raw().headers().firstValue("Location"))
                .isEqualTo(first.raw().headers().firstValue("Location"));
    }

    @Test
    void fileIsSentTwice_itIsAddedOnce() {
        String files = "/api/v1/appeals/" + appeal.number() + "/attachments";
        Answer first = grid.upload(files, PNG, key);
        Answer second = grid.upload(files, PNG, key);
        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        byte[] other = PNG.clone();
        other[16] = 1;
        assertThat(grid.upload(files, other, key).problem()).isEqualTo("idempotency-key-reused");
        assertThat(grid.get(files).body()).hasSize(1);
    }

    @Test
    void keyThatIsNone_isRefused() {
        assertThat(grid.send("POST", complete, RESOLVE, "a b").text("field")).isEqualTo("Idempotency-Key");
        assertThat(grid.send("POST", complete, RESOLVE, "x".repeat(129)).status())
                .isEqualTo(422);
        assertThat(resolved()).isZero();
    }

    private long resolved() {
        return driver.kinds(appeal).stream()
                .filter(kind -> kind == TimelineKind.RESOLVED)
                .count();
    }

    private int rows() {
        return jdbc.sql("select count(*) from idempotent_call where call_key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }
}
