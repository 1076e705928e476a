package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.springframework.beans.factory.annotation.Autowired;

/** Group robots and the SMS gateway, as their documentation says, on a real HTTP receiver. */
@MinqingTest
class RobotTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    DeliveryBench bench;

    @BeforeEach
    void nothingElseWaits() {
        bench.clear();
    }

    @Test
    void dingTalkRobot_getsSignedText() throws Exception {
        try (HttpReceiver robot = new HttpReceiver()) {
            robot.behave(HttpReceiver.json("{\"errcode\":0,\"errmsg\":\"ok\"}"));
            bench.address(ChannelKind.DINGTALK, TestDirectory.GRID, robot.url() + "?access_token=t", 1, 20);
            Appeal appeal = bench.appeal();
            String id = bench.notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);
            bench.relay(bench.dingTalk()).run();
            assertThat(bench.state(id)).isEqualTo("DELIVERED");

            HttpReceiver.Request request = robot.requests().get(0);
            String timestamp = request.path().replaceAll(".*&timestamp=(\\d+)&.*", "$1");
            String sign = URLDecoder.decode(request.path().replaceAll(".*&sign=", ""), StandardCharsets.UTF_8);
            assertThat(request.path()).startsWith("/hook?access_token=t&timestamp=");
            assertThat(sign).isEqualTo(DingTalkChannel.sign(Long.parseLong(timestamp), DeliveryBench.SECRET));
            JsonNode body = JSON.readTree(request.body());
            assertThat(body.path("msgtype").asText()).isEqualTo("text");
            assertThat(body.at("/text/content").asText())
                    .startsWith("【新任务】" + appeal.number())
                    .endsWith("通知编号：" + id);
        }
    }

    /** Checked against an independent computation (openssl). */
    @Test
    void dingTalkSignature_isHmacOfTimestampAndSecret() {
        assertThat(DingTalkChannel.sign(1700000000000L, "SECtest"))
                .isEqualTo("aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g=");
    }

    @Test
    void robotWasRemoved_unitAboveIsTold_tooFast_waits() throws Exception {
        try (HttpReceiver robot = new HttpReceiver();
                HttpReceiver above = new HttpReceiver()) {
            robot.behave(HttpReceiver.json("{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}"));
            above.behave(HttpReceiver.json("{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}"));
            bench.address(ChannelKind.WECOM, TestDirectory.GRID, robot.url() + "?key=k", 1, 20);
            bench.address(ChannelKind.WECOM, TestDirectory.COMMUNITY, above.url() + "?key=k", 1, 20);
            String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            NotificationRelay relay = bench.relay(bench.weCom());
            relay.run();
            assertThat(bench.answers(id)).containsExactly("errcode 93000", "errcode 45009");
            assertThat(bench.next(id)).isAfterOrEqualTo(bench.now().plusSeconds(50));

            above.behave(HttpReceiver.json("{\"errcode\":0,\"errmsg\":\"ok\"}"));
            bench.pass(Duration.ofMinutes(2));
            relay.run();
            assertThat(bench.receiver(id)).isEqualTo(TestDirectory.COMMUNITY);
            assertThat(JSON.readTree(above.requests().get(1).body())
                            .at("/text/content")
                            .asText()
                            .getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(2048);
        }
    }

    @Test
    void wholeCityInOneDigest_fitsIntoTheRobotsMessage() throws Exception {
        try (HttpReceiver robot = new HttpReceiver()) {
            robot.behave(HttpReceiver.json("{\"errcode\":0}"));
            bench.address(ChannelKind.WECOM, TestDirectory.GRID, robot.url() + "?key=k", 1, 20);
            for (int i = 0; i < 60; i++) {
                bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            }
            bench.relay(bench.weCom()).run();
            assertThat(robot.requests()).hasSize(1);
            assertThat(JSON.readTree(robot.requests().get(0).body())
                            .at("/text/content")
                            .asText()
                            .getBytes(StandardCharsets.UTF_8))
                    .hasSizeBetween(1900, 2048);
            assertThat(bench.waiting()).isZero();
        }
    }

    @Test
    void smsGateway_getsOneLineAndTheNumber() throws Exception {
        try (HttpReceiver gateway = new HttpReceiver()) {
            gateway.behave(HttpReceiver.json("{\"code\":0}"));
            SmsSettings settings = new SmsSettings(
                    gateway.url(),
                    "application/json",
                    Map.of("Authorization", "Bearer t"),
                    "{\"to\":\"{{phone}}\",\"content\":\"{{text}}\",\"id\":\"{{id}}\"}",
                    "\"code\":0",
                    "\"code\":1004");
            bench.addresses.insert(
                    new Address(0, ChannelKind.SMS, null, "grid-1", "13800001234", null, "138****1234", 1, 0),
                    bench.now());
            NotificationRelay relay = bench.relay(new SmsChannel(bench.http(), settings));
            Appeal appeal = bench.appeal();
            String id = bench.notice(appeal, TestDirectory.GRID, Notice.WARNING);
            relay.run();
            JsonNode body = JSON.readTree(gateway.requests().get(0).body());
            assertThat(gateway.requests().get(0).headers()).containsEntry("authorization", "Bearer t");
            assertThat(body.path("to").asText()).isEqualTo("13800001234");
            assertThat(body.path("id").asText()).isEqualTo(id);
            assertThat(body.path("content").asText()).isEqualTo("【即将到期】" + appeal.number() + "，请登录民情平台查看");

            gateway.behave(HttpReceiver.json("{\"code\":1004}"));
            bench.pass(Duration.ofMinutes(6));
            String second = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.WARNING);
            relay.run();
            assertThat(bench.channel(second)).as("the number does not exist").isEqualTo("APP");
            assertThat(bench.receiver(second)).isEqualTo(TestDirectory.DESK);
        }
    }
}
