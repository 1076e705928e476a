package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.DatabaseDump;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.ErasureRun;
import org.minqing.audit.AuditRun;
import org.minqing.intake.AttachmentStore;
import org.minqing.intake.Photos;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A resident's data on their whole way: nobody finds them where they do not belong, and they go when he asks. */
@MinqingTest
class PersonalDataTest {

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    AppealService appeals;

    @Autowired
    AttachmentStore attachments;

    @Autowired
    ProcessDriver driver;

    @Autowired
    AuditRun audit;

    @Autowired
    ErasureRun erasures;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ObjectMapper json;

    private final String mark = UUID.randomUUID().toString().replaceAll("[^0-9]", "") + "0".repeat(8);
    private final String name = "欧阳金丝雀" + mark.substring(0, 6);
    private final String phone = "139" + mark.substring(0, 8);
    private final String address = "凤凰山路 " + mark.substring(0, 6) + " 号院";
    private final String idNumber = "4201061990" + mark.substring(0, 8);
    private final List<String> canaries = List.of(name, phone, address, idNumber);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        users.administrator();
        log.setContext(loggers);
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        loggers.getLogger("org.minqing").setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(Level.WARN);
        loggers.getLogger("org.minqing").setLevel(Level.WARN);
    }

    @Test
    void caseFromReportToRating_personalDataStandNowhereButEncrypted() throws Exception {
        Appeal appeal = wholeWay("楼道灯不亮", "已经更换");
        String viaTasklist = reportAtTasklist();

        assertThat(DatabaseDump.find(database, canaries)).isEmpty();
        assertThat(logged()).isEmpty();
        meters.getMeters().forEach(meter -> assertThat(meter.getId().toString()).doesNotContain(canaries));
        assertThat(attachments.list(appeal.number()))
                .allSatisfy(file -> assertThat(file.fileName()).doesNotContain(canaries));
        long photo = attachments.list(appeal.number()).get(0).id();
        assertThat(as("desk-1")
                        .get("/api/v1/appeals/" + appeal.number() + "/attachments/" + photo)
                        .statusCode())
                .isEqualTo(200);
        assertThat(audit.newest("ATTACHMENT_READ")).contains("desk-1", appeal.number());
        for (String officer : List.of("grid-1", "desk-1", "leader-1")) {
            for (String path : List.of("", "/requester", "/attachments")) {
                assertThat(as(officer)
                                .get("/api/v1/appeals/" + appeal.number() + path)
                                .body())
                        .doesNotContain(canaries);
            }
        }
        assertThat(as("grid-1")
                        .get("/api/v1/appeals/" + viaTasklist + "/requester")
                        .body())
                .contains("欧****", "139****")
                .doesNotContain(canaries);
    }

    @Test
    void reveal_needsAReasonAndTheRightAndLeavesAnEntry() throws Exception {
        Appeal appeal = receive("水管爆裂", "厨房水管爆裂");
        String reveal = "/api/v1/appeals/" + appeal.number() + "/requester/reveal";
        String because = "{\"reason\":\"电话回访\"}";

        assertThat(as("desk-1").post(reveal, "{}").statusCode()).isEqualTo(422);
        assertThat(as("desk-1").post(reveal, "{\"reason\":\" 。 \"}").statusCode())
                .isEqualTo(422);
        assertThat(as("leader-1").post(reveal, because).statusCode()).isEqualTo(403);
        assertThat(as(TestUsers.ADMINISTRATOR).post(reveal, because).statusCode())
                .as("who runs the application sees no case")
                .isEqualTo(404);
        assertThat(as("hongshan-desk-1").post(reveal, because).statusCode()).isEqualTo(404);
        assertThat(audit.newest("REVEALED")).doesNotContain(appeal.number());

        JsonNode whole = json.readTree(as("desk-1").post(reveal, because).body());
        assertThat(whole.get("phone").asText()).isEqualTo(phone);
        assertThat(whole.get("name").asText()).isEqualTo(name);
        assertThat(audit.newest("REVEALED"))
                .contains(appeal.number(), "desk-1", "127.0.0.1", "电话回访")
                .doesNotContain(canaries);
        assertThat(DatabaseDump.find(database, canaries)).isEmpty();
    }

    @Test
    void searchByTelephone_findsWhatTheCallerMaySee() throws Exception {
        Appeal appeal = receive("停电", "整栋停电");
        String written = "{\"phone\":\"+86 %s-%s\"}".formatted(phone.substring(0, 3), phone.substring(3));

        assertThat(as("desk-1").post("/api/v1/requesters/search", written).body())
                .contains(appeal.number());
        assertThat(audit.newest("SEARCHED_BY_PHONE"))
                .contains("desk-1", appeal.number())
                .doesNotContain(phone);
        assertThat(as("hongshan-desk-1")
                        .post("/api/v1/requesters/search", written)
                        .body())
                .isEqualTo("[]");
        assertThat(as("leader-1").post("/api/v1/requesters/search", written).statusCode())
                .isEqualTo(403);
        assertThat(as("desk-1")
                        .post("/api/v1/requesters/search", "{\"phone\":\"无\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(logged()).isEmpty();
    }

    @Test
    void closedCaseIsErased_nothingIsLeftAndNoNumberChanges() throws Exception {
        Appeal appeal = wholeWay("我是%s，电话%s".formatted(name, phone), "已联系" + name + "，家住" + address);
        as("desk-1")
                .post("/api/v1/appeals/" + appeal.number() + "/requester/reveal", "{\"reason\":\"回访 " + phone + "\"}");
        assertThat(DatabaseDump.find(database, canaries)).isNotEmpty();
        String numbers = numbers(appeal);
        String erasure = "/api/v1/appeals/" + appeal.number() + "/requester/erasure";
        String asked = "{\"reason\":\"来电要求删除，%s\"}".formatted(name);

        assertThat(as("grid-1").post(erasure, asked).statusCode()).isEqualTo(403);
        assertThat(as("desk-1").post(erasure, "{}").statusCode()).isEqualTo(422);
        assertThat(as("desk-1").post(erasure, asked).body()).isEqualTo("\"DONE\"");
        assertThat(as("desk-1").post(erasure, asked).body()).as("a second time").isEqualTo("\"DONE\"");

        assertThat(DatabaseDump.find(database, canaries)).isEmpty();
        assertThat(attachments.list(appeal.number())).isEmpty();
        assertThat(numbers(appeal)).isEqualTo(numbers);
        assertThat(as("desk-1").get("/api/v1/appeals/" + appeal.number()).statusCode())
                .isEqualTo(200);
        assertThat(as("desk-1")
                        .get("/api/v1/appeals/" + appeal.number() + "/requester")
                        .statusCode())
                .isEqualTo(404);
        assertThat(audit.sealAndVerify().findings()).isEmpty();
    }

    @Test
    void callsAboutACaseAreRepeatedAfterItsErasure_theirAnswersAreGoneAndNothingIsDoneTwice() throws Exception {
        Browser desk = as("desk-1").header("Idempotency-Key", "filed-" + mark);
        String filed = body("停水", "我是" + name);
        HttpResponse<String> receipt = desk.post("/api/v1/appeals", filed);
        Appeal appeal = appeals.get(json.readTree(receipt.body()).get("number").asText());
        String task =
                "/api/v1/tasks/" + driver.task(appeal, "userTask_handleAppeal").taskId() + "/claim";
        Browser grid = as("grid-1").header("Idempotency-Key", "claimed-" + mark);
        assertThat(grid.post(task, "").statusCode()).isLessThan(300);
        Browser elsewhere = as("desk-1").header("Idempotency-Key", "elsewhere-" + mark);
        HttpResponse<String> other = elsewhere.post("/api/v1/appeals", body("停气", "停气一天"));
        assertThat(desk.post("/api/v1/appeals", filed).body()).isEqualTo(receipt.body());

        as("desk-1").post("/api/v1/appeals/" + appeal.number() + "/requester/erasure", "{\"reason\":\"来电要求删除\"}");

        HttpResponse<String> again = desk.post("/api/v1/appeals", filed);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("answer-withheld").doesNotContain(appeal.number());
        assertThat(grid.post(task, "").body()).contains("answer-withheld");
        assertThat(jdbc.sql("select count(*) from idempotent_call where call_key in (?, ?)"
                                + " and (fingerprint <> '' or body is not null or location is not null)")
                        .params("filed-" + mark, "claimed-" + mark)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(elsewhere.post("/api/v1/appeals", body("停气", "停气一天")).body()).isEqualTo(other.body());
    }

    @Test
    void openCaseIsErased_whatNamesHimGoesAtOnceAndTheRestAtItsEnd() throws Exception {
        Appeal appeal = receive("路面塌陷", "我是%s，请打%s，或者隔壁 13912345678。路面塌陷，很危险。".formatted(name, phone));
        String erasure = "/api/v1/appeals/" + appeal.number() + "/requester/erasure";

        assertThat(as("desk-1").post(erasure, "{\"reason\":\"来电要求删除\"}").body()).isEqualTo("\"WORDS_LATER\"");
        assertThat(DatabaseDump.find(database, canaries)).isEmpty();
        assertThat(appeals.get(appeal.id()).text()).contains("路面塌陷，很危险").doesNotContain("13912345678");

        handle(appeal, "路面已修复");
        rate(appeal);
        assertThat(driver.reload(appeal).text()).contains("路面塌陷");
        erasures.run();
        assertThat(driver.reload(appeal).text()).isEqualTo("（已依申请删除）");
        assertThat(driver.timeline(appeal))
                .allSatisfy(entry -> assertThat(entry.note()).isNull());
        assertThat(audit.sealAndVerify().findings()).isEmpty();
    }

    @Test
    void timeIsOver_caseIsErasedByItself() throws Exception {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = wholeWay("我是" + name, "已联系" + phone);
        driver.clock("2029-03-01T10:00");
        erasures.run();
        assertThat(DatabaseDump.find(database, List.of(name))).isNotEmpty();
        driver.clock("2029-03-20T10:00");
        erasures.run();
        assertThat(DatabaseDump.find(database, canaries)).isEmpty();
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
    }

    private Appeal wholeWay(String subject, String words) throws Exception {
        Appeal appeal = receive(subject, words);
        attachments.add(
                appeal.number(),
                new ByteArrayInputStream(Photos.jpegThatTells(String.join(" ", canaries))),
                Photos.jpegThatTells(String.join(" ", canaries)).length,
                "grid-1");
        handle(appeal, words);
        assertThat(as("desk-1")
                        .post("/api/v1/appeals/" + appeal.number() + "/requester/reveal", "{\"reason\":\"电话回访\"}")
                        .statusCode())
                .isEqualTo(200);
        rate(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        return appeal;
    }

    private String body(String subject, String text) {
        return """
                {"source":"canary","subject":"%s","text":"%s","unitCode":"%s",
                 "requester":{"name":"%s","phone":"%s","address":"%s","idNumber":"%s"}}""".formatted(subject, text, TestDirectory.GRID, name, phone, address, idNumber);
    }

    private Appeal receive(String subject, String text) throws Exception {
        JsonNode receipt = json.readTree(
                as("desk-1").post("/api/v1/appeals", body(subject, text)).body());
        return appeals.get(receipt.get("number").asText());
    }

    private void handle(Appeal appeal, String reply) {
        String task = "/engine-rest/task/"
                + driver.task(appeal, "userTask_handleAppeal").taskId();
        assertThat(as("grid-1").post(task + "/claim", "{\"userId\":\"grid-1\"}").statusCode())
                .isEqualTo(204);
        assertThat(as("grid-1").post(task + "/complete", """
                                {"variables":{"outcome":{"value":"RESOLVE"},"reply":{"value":"%s"},"households":{"value":3,"type":"Integer"}}}""".formatted(reply)).statusCode())
                .isEqualTo(204);
    }

    private void rate(Appeal appeal) {
        String task =
                "/engine-rest/task/" + driver.task(appeal, "userTask_callBack").taskId();
        assertThat(as("desk-1").post(task + "/claim", "{\"userId\":\"desk-1\"}").statusCode())
                .isEqualTo(204);
        assertThat(as("desk-1")
                        .post(task + "/complete", "{\"variables\":{\"outcome\":{\"value\":\"SATISFIED\"}}}")
                        .statusCode())
                .isEqualTo(204);
    }

    /** As the form of Tasklist sends it. */
    private String reportAtTasklist() throws Exception {
        String form = """
                {"variables":{"subject":{"value":"井盖破损"},"text":{"value":"井盖破损"},"requesterName":{"value":"%s"},
                 "requesterPhone":{"value":"%s"},"requesterAddress":{"value":"%s"}}}""".formatted(name, phone, address);
        JsonNode started = json.readTree(as("grid-1")
                .post("/engine-rest/process-definition/key/appealHandling/submit-form", form)
                .body());
        return started.get("businessKey").asText();
    }

    /** Everything that counts, without a word. */
    private String numbers(Appeal appeal) {
        return List.of(
                        "select state, level, urgency, rating, category, place_unit, resolved_unit, received_at, closed_at,"
                                + " first_response_at, effect_households, return_count from appeal where id = ?",
                        "select kind, level, unit_code, happened_at from timeline_entry where appeal_id = ? order by id",
                        "select level, unit_code, entered_at, due_at, left_at, left_by from level_stay where appeal_id = ?")
                .stream()
                .map(sql ->
                        jdbc.sql(sql).param(appeal.id()).query().listOfRows().toString())
                .toList()
                .toString();
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .filter(line -> canaries.stream().anyMatch(line::contains))
                .toList();
    }

    private Browser as(String officer) {
        return new Browser(port)
                .basic(officer.equals(TestUsers.ADMINISTRATOR) ? officer : users.officer(officer), TestUsers.PASSWORD);
    }
}
