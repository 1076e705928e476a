package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Receivers that are away for long, gone for good, or want little at a time. */
@MinqingTest
class OutageTest {

    private static final int EACH = 4;
    private static final int CASES = Integer.getInteger("minqing.fault.notices", 1000) / EACH;

    @Autowired
    DeliveryBench bench;

    @Autowired
    ProcessDriver driver;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Unreached unreached;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nothingElseWaits() {
        bench.clear();
    }

    @Test
    void receiversAreDownForSevenDays_afterwardsEveryNoticeArrivesOnceInOrder() throws Exception {
        List<Appeal> appeals = appeals(CASES);
        try (HttpReceiver receiver = new HttpReceiver();
                AnsweringSmtp mail = new AnsweringSmtp(Map.of("MAIL", "421 4.3.2 closing"))) {
            receiver.behave(HttpReceiver.status(503));
            bench.address(ChannelKind.WEBHOOK, TestDirectory.POWER, receiver.url(), 4, 0);
            NotificationRelay relay = bench.relay(bench.webhooks(), bench.mail(mail.port()));
            bench.many(appeals, TestDirectory.POWER, Notice.PART_ASSIGNED, EACH - 1);
            bench.many(appeals, TestDirectory.STREET, Notice.ASSIGNED, 1);
            int notices = CASES * EACH;
            assertThat(bench.waiting()).isEqualTo(notices);

            int asked = 0;
            for (int hour = 0; hour < 7 * 24; hour++) {
                relay.run();
                asked = receiver.count();
                bench.pass(Duration.ofMinutes(59));
                if (hour % 12 == 0) {
                    caseMovesOn();
                }
            }
            assertThat(asked).as("who is down is asked once an hour").isLessThan(2 * 7 * 24 + 10);
            assertThat(bench.waiting()).as("none is lost, none is given up").isGreaterThanOrEqualTo(notices);

            int failed = failedAttempts();
            receiver.behave(HttpReceiver.status(204));
            mail.answer(Map.of());
            bench.pass(Duration.ofHours(2));
            for (int round = 0; round < 4 + notices / 1000; round++) {
                relay.run();
                bench.pass(Duration.ofMinutes(6));
            }
            assertThat(bench.waiting()).isZero();
            assertArrivedOnceInOrder(receiver, asked, CASES * (EACH - 1), failedAttempts() - failed);
            assertThat(mail.heard().stream()
                            .filter(line -> line.startsWith("DATA"))
                            .count())
                    .as("after a long stop nobody gets a thousand mails")
                    .isLessThanOrEqualTo(8 + notices / 1000);
            Set<String> mailed = mail.heard().stream()
                    .filter(line -> line.startsWith("X-Minqing-Notice-Id: "))
                    .collect(Collectors.toSet());
            assertThat(mailed).hasSizeGreaterThanOrEqualTo(CASES);
        }
    }

    @Test
    void sevenDaysAreOverAndReceiverIsStillDown_deskFindsItAndCockpitShowsIt() throws Exception {
        Appeal appeal = driver.file(TestDirectory.GRID);
        bench.clear();
        try (HttpReceiver receiver = new HttpReceiver()) {
            receiver.behave(HttpReceiver.status(500));
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
            NotificationRelay relay = bench.relay(bench.webhooks());
            String id = bench.notice(appeal, TestDirectory.GRID, Notice.REMINDER);
            relay.run();
            bench.pass(Duration.ofDays(7));
            relay.run();
            assertThat(bench.state(id)).isEqualTo("DELIVERED");
            assertThat(bench.channel(id)).isEqualTo("APP");
            assertThat(bench.receiver(id)).isEqualTo(TestDirectory.DESK);
            assertThat(bench.hasIncident(id)).isTrue();
            assertThat(incidents(appeal)).isEqualTo(1);

            unreached.end(
                    id,
                    jdbc.sql("select incident_id from notification where id = ?")
                            .param(id)
                            .query(String.class)
                            .single());
            assertThat(incidents(appeal)).isZero();
        }
    }

    @Test
    void receiverIsGone_incidentStaysUntilSomebodyElseWasTold() throws Exception {
        Appeal appeal = driver.file(TestDirectory.GRID);
        bench.clear();
        try (HttpReceiver receiver = new HttpReceiver();
                AnsweringSmtp mail = new AnsweringSmtp(Map.of("RCPT", "450 4.2.1 busy"))) {
            receiver.behave(HttpReceiver.status(410));
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
            NotificationRelay relay = bench.relay(bench.webhooks(), bench.mail(mail.port()));
            String id = bench.notice(appeal, TestDirectory.GRID, Notice.REMINDER);
            relay.run();
            assertThat(incidents(appeal)).isEqualTo(1);
            mail.answer(Map.of());
            bench.pass(Duration.ofMinutes(2));
            relay.run();
            assertThat(bench.channel(id)).isEqualTo("MAIL");
            assertThat(incidents(appeal)).isZero();
        }
    }

    @Test
    void receiverTakesTenAMinute_itNeverGetsMore() throws Exception {
        List<Appeal> appeals = appeals(15);
        try (HttpReceiver receiver = new HttpReceiver()) {
            bench.address(ChannelKind.WEBHOOK, TestDirectory.POWER, receiver.url(), 4, 10);
            NotificationRelay relay = bench.relay(bench.webhooks());
            bench.many(appeals, TestDirectory.POWER, Notice.PART_ASSIGNED, 1);
            bench.pass(Duration.ZERO); // from here the clock stands
            for (int second = 0; second < 60; second++) {
                relay.run();
                bench.pass(Duration.ofSeconds(1));
            }
            assertThat(receiver.count()).isBetween(8, 10);
            bench.pass(Duration.ofMinutes(1));
            relay.run();
            bench.pass(Duration.ofMinutes(1));
            relay.run();
            bench.pass(Duration.ofMinutes(1));
            relay.run();
            assertThat(bench.waiting()).isZero();
        }
    }

    @Test
    void oneNoticeCannotBeTaken_theOthersGoPastIt() throws Exception {
        List<Appeal> appeals = appeals(20);
        try (HttpReceiver receiver = new HttpReceiver()) {
            bench.address(ChannelKind.WEBHOOK, TestDirectory.POWER, receiver.url(), 1, 0);
            bench.many(appeals, TestDirectory.POWER, Notice.PART_ASSIGNED, 1);
            receiver.behave(new HttpReceiver.Behaviour() {
                private boolean first = true;

                @Override
                public boolean answer(Socket client, CountDownLatch closed) throws IOException, InterruptedException {
                    boolean refused = first;
                    first = false;
                    return HttpReceiver.status(refused ? 400 : 204).answer(client, closed);
                }
            });
            bench.relay(bench.webhooks()).run();
            assertThat(bench.waiting()).isEqualTo(1);
        }
    }

    /** A case's steps do not know whether anybody can be told. */
    private void caseMovesOn() {
        Instant start = Instant.now();
        Appeal appeal = bench.appeal();
        bench.notice(appeal, TestDirectory.STREET, Notice.WARNING);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    private int failedAttempts() {
        return jdbc.sql("select count(*) from notification_attempt where unit_code = ?")
                .param(TestDirectory.POWER)
                .query(Integer.class)
                .single();
    }

    /** @param repeated attempts whose answer came too late, on a busy machine: each is a repeat, and in the log */
    private void assertArrivedOnceInOrder(HttpReceiver receiver, int before, int notices, int repeated) {
        List<HttpReceiver.Request> arrived =
                receiver.requests().subList(before, receiver.requests().size());
        List<String> ids = arrived.stream()
                .map(request -> request.headers().get("webhook-id"))
                .toList();
        assertThat(ids.size()).as("each once").isEqualTo(notices + repeated);
        Map<String, Integer> place =
                IntStream.range(0, ids.size()).boxed().collect(Collectors.toMap(ids::get, at -> at, Math::max));
        Map<Long, List<String>> written = jdbc
                .sql(
                        "select appeal_id, id from notification where receiver_unit = ? and channel = 'WEBHOOK' order by seq")
                .param(TestDirectory.POWER)
                .query((row, n) -> Map.entry(row.getLong("appeal_id"), row.getString("id")))
                .list()
                .stream()
                .filter(notice -> place.containsKey(notice.getValue()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        assertThat(written)
                .hasSize(CASES)
                .allSatisfy((appeal, inOrder) -> assertThat(inOrder)
                        .as("in the order of the appeal")
                        .hasSize(EACH - 1)
                        .isSortedAccordingTo(Comparator.comparing(place::get)));
    }

    private List<Appeal> appeals(int count) {
        return IntStream.range(0, count).mapToObj(i -> bench.appeal()).toList();
    }

    private long incidents(Appeal appeal) {
        return runtime.createIncidentQuery()
                .processInstanceId(driver.reload(appeal).processInstanceId())
                .incidentType("receiverUnreached")
                .count();
    }
}
