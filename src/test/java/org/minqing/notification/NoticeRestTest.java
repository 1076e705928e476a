package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.rest.ApiClient;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Settings, addresses, words and a unit's list, over REST. */
@MinqingTest
class NoticeRestTest {

    private static final String SETTINGS = "/notification-settings";
    private static final String TEMPLATE = "/api/v1/notice-templates/ASSIGNED/zh";

    @Autowired
    DeliveryBench bench;

    @Autowired
    ProcessDriver driver;

    @Autowired
    TestUsers users;

    @LocalServerPort
    int port;

    @BeforeEach
    void nothingElseWaits() {
        bench.clear();
    }

    @Test
    void firstResponsiblePerson_choosesForTheUnit_othersMayNot() {
        String path = "/api/v1/units/" + TestDirectory.STREET + SETTINGS;
        String choice =
                "{\"channels\":[\"MAIL\",\"APP\"],\"quietFrom\":\"22:00\",\"quietUntil\":\"07:00\",\"language\":\"en\"}";
        assertThat(as("street-2").send("PUT", path, choice, null).status()).isEqualTo(403);
        assertThat(as("street-1").send("PUT", path, choice, null).status()).isEqualTo(204);
        assertThat(as("street-1").get(path).body().path("channels").toString()).isEqualTo("[\"MAIL\",\"APP\"]");
        for (String bad : List.of(
                "{\"channels\":[\"PIGEON\"]}",
                "{\"channels\":[\"MAIL\",\"MAIL\"]}",
                "{\"quietFrom\":\"25:00\",\"quietUntil\":\"07:00\"}",
                "{\"quietFrom\":\"22:00\"}",
                "{\"language\":\"fr\"}")) {
            assertThat(as("street-1").send("PUT", path, bad, null).status())
                    .as(bad)
                    .isEqualTo(422);
        }
    }

    @Test
    void officer_choosesForHimself_hisNumberIsReadBackInPart() {
        String path = "/api/v1/officers/street-2" + SETTINGS;
        String choice = "{\"channels\":[\"SMS\"],\"phone\":\"13800001234\"}";
        assertThat(as("street-2").send("PUT", path, choice, null).status()).isEqualTo(204);
        assertThat(as("street-2").get(path).text("phone")).isEqualTo("138****1234");
        assertThat(as("grid-1").get(path).status()).isEqualTo(403);
        assertThat(as("street-2")
                        .send("PUT", path, "{\"channels\":[\"WEBHOOK\"]}", null)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void administrator_setsUpAWebhook_secretIsShownOnce() throws Exception {
        String path = "/api/v1/units/" + TestDirectory.POWER + "/notification-addresses";
        String webhook = "{\"channel\":\"WEBHOOK\",\"url\":\"https://192.0.2.1/hook?k=v\"}";
        assertThat(as("power-1").post(path, webhook).status()).isEqualTo(403);
        ApiClient.Answer added = administrator().post(path, webhook);
        assertThat(added.status()).isEqualTo(201);
        assertThat(new Webhook(added.text("secret")).sign("id", 1, "body")).startsWith("v1,");
        assertThat(administrator().get(path).body().toString())
                .contains("https://192.0.2.1/hook")
                .doesNotContain("k=v", added.text("secret"));
        for (String bad : List.of(
                "{\"channel\":\"WEBHOOK\",\"url\":\"ftp://192.0.2.1/\"}",
                "{\"channel\":\"WEBHOOK\",\"url\":\"http://169.254.169.254/latest\"}",
                "{\"channel\":\"WEBHOOK\",\"url\":\"http://localhost/\"}",
                "{\"channel\":\"MAIL\",\"url\":\"https://192.0.2.1/\"}",
                "{\"channel\":\"WEBHOOK\",\"url\":\"https://192.0.2.1/\",\"atOnce\":99}",
                "{\"channel\":\"WEBHOOK\",\"url\":\"https://192.0.2.1/\",\"secret\":\"short\"}")) {
            assertThat(administrator().post(path, bad).status()).as(bad).isEqualTo(422);
        }
        String one = "/api/v1/notification-addresses/" + added.text("id");
        assertThat(administrator().post(one + "/reopening", null).status()).isEqualTo(204);
        assertThat(administrator().send("DELETE", one, null, null).status()).isEqualTo(204);
        assertThat(administrator().send("DELETE", one, null, null).status()).isEqualTo(404);
    }

    @Test
    void administrator_changesWords_nextNoticeIsWrittenSo() throws Exception {
        String words = "{\"subject\":\"请签收\",\"body\":\"{{unit}}，请签收 {{number}}。\\n{{>case}}\"}";
        assertThat(as("grid-1").send("PUT", TEMPLATE, words, null).status()).isEqualTo(403);
        ApiClient.Answer preview = administrator().post(TEMPLATE + "/preview", words);
        assertThat(preview.text("subject")).startsWith("【请签收】");
        assertThat(preview.text("text")).contains("积玉桥街道，请签收", "办理时限");
        assertThat(administrator().send("PUT", TEMPLATE, words, null).status()).isEqualTo(200);

        try (HttpReceiver receiver = new HttpReceiver()) {
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
            Appeal appeal = bench.appeal();
            bench.notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);
            bench.relay(bench.webhooks()).run();
            assertThat(receiver.requests().get(0).body()).contains("请签收 " + appeal.number(), "【请签收】");
        }
        assertThat(administrator().send("DELETE", TEMPLATE, null, null).status())
                .isEqualTo(204);
        assertThat(administrator().get("/api/v1/notice-templates").body().toString())
                .doesNotContain("请签收 {{number}}");
    }

    @Test
    void wordsThatAreNoTemplate_areRefused() {
        for (String body : List.of(
                "{{name}}",
                "{{unit.class}}",
                "{{unit.bytes.length}}",
                "{{#person}}x{{/person}}",
                "{{>../../application.yml}}",
                "{{#due}}open",
                "{{this}}",
                "{{=<% %>=}}<%phone%>")) {
            ApiClient.Answer refused =
                    administrator().send("PUT", TEMPLATE, "{\"subject\":\"x\",\"body\":\"%s\"}".formatted(body), null);
            assertThat(refused.status()).as(body).isEqualTo(422);
        }
        assertThat(administrator()
                        .send("PUT", "/api/v1/notice-templates/CASE/zh", "{\"body\":\"{{>case}}\"}", null)
                        .status())
                .isEqualTo(422);
        assertThat(administrator()
                        .send("PUT", "/api/v1/notice-templates/NOBODY/zh", "{\"subject\":\"x\",\"body\":\"x\"}", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void unitsList_showsWhatItWasTold_deskAcknowledgesWhatNobodyGot() throws Exception {
        Appeal appeal = driver.file(TestDirectory.GRID);
        bench.clear();
        try (HttpReceiver receiver = new HttpReceiver()) {
            receiver.behave(HttpReceiver.status(410));
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
            String id = bench.notice(appeal, TestDirectory.GRID, Notice.REMINDER);
            bench.relay(bench.webhooks()).run();

            assertThat(as("desk-1")
                            .get("/api/v1/notices")
                            .body()
                            .get(0)
                            .path("id")
                            .asText())
                    .isEqualTo(id);
            assertThat(as("desk-1")
                            .get("/api/v1/notices")
                            .body()
                            .get(0)
                            .path("insteadOf")
                            .asText())
                    .isEqualTo("柴林头社区第一网格");
            assertThat(as("grid-1").get("/api/v1/notices?unread=true").body().toString())
                    .doesNotContain(id);
            assertThat(as("power-1").get("/api/v1/notices/" + id + "/attempts").status())
                    .isEqualTo(404);
            assertThat(as("desk-1")
                            .get("/api/v1/notices/" + id + "/attempts")
                            .body()
                            .findValuesAsText("answer"))
                    .containsExactly("HTTP 410", "列入办件台通知");

            assertThat(bench.hasIncident(id)).isTrue();
            assertThat(as("power-1")
                            .post("/api/v1/notices/" + id + "/acknowledgement", null)
                            .status())
                    .isEqualTo(404);
            assertThat(as("desk-1")
                            .post("/api/v1/notices/" + id + "/acknowledgement", null)
                            .status())
                    .isEqualTo(204);
            assertThat(bench.hasIncident(id)).isFalse();
            assertThat(as("desk-1").get("/api/v1/notices?unread=true").body().toString())
                    .doesNotContain(id);
        }
    }

    private ApiClient as(String officer) {
        return ApiClient.basic(port, users.officer(officer), TestUsers.PASSWORD);
    }

    private ApiClient administrator() {
        return ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD);
    }
}
