package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.UrgencyClass;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices, from the case's transaction to a real mail server. */
@MinqingTest
class NotificationTest {

    @Autowired
    DeliveryBench bench;

    @Autowired
    NotificationService service;

    @Autowired
    LetterWriter letters;

    @Autowired
    NotificationHealth health;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private GreenMail mail;

    @BeforeEach
    void nothingElseWaits() throws Exception {
        bench.clear();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        mail = server(port);
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void noticeForStaffedUnit_arrivesOnceWithItsId() throws Exception {
        mail.start();
        Appeal appeal = bench.appeal();
        String id = bench.notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);

        relay(mail.getSmtp().getPort()).run();
        relay(mail.getSmtp().getPort()).run();

        assertThat(mail.getReceivedMessages()).hasSize(1);
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getHeader(MailChannel.ID_HEADER)).containsExactly(id);
        assertThat(message.getMessageID()).isEqualTo("<" + id + "@minqing>");
        assertThat(message.getAllRecipients()[0]).hasToString("grid-1@example.org");
        assertThat(message.getSubject()).isEqualTo("【新任务】" + appeal.number());
        assertThat(message.getContent().toString())
                .startsWith("柴林头社区第一网格：")
                .contains(appeal.number(), "http://localhost:8080/camunda/app/tasklist/")
                .doesNotContain("路灯", "{{", "暂无可接收");
        assertThat(bench.state(id)).isEqualTo("DELIVERED");
        assertThat(bench.channel(id)).isEqualTo("MAIL");
    }

    @Test
    void mailServerDownThenUp_deliveredWithTheSameId() throws Exception {
        int port = mail.getSmtp().getServerSetup().getPort();
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.WARNING);
        String other = bench.notice(bench.appeal(), TestDirectory.OTHER_GRID, Notice.WARNING);

        relay(port).run();
        String late = bench.notice(bench.appeal(), TestDirectory.STREET, Notice.WARNING);
        relay(port).run();
        assertThat(bench.attempts(id) + bench.attempts(other)).isBetween(1, 2);
        assertThat(bench.attempts(late)).as("the way out is known to be shut").isZero();

        mail.start();
        bench.pass(Duration.ofMinutes(1));
        relay(port).run();
        assertThat(ids()).containsExactlyInAnyOrder(id, other, late);
    }

    @Test
    void mailServerSaysLater_triedAgainWithGrowingPauses() throws Exception {
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.REMINDER);
        try (AnsweringSmtp busy = new AnsweringSmtp(Map.of("RCPT", "451 4.7.1 try again later"))) {
            Instant before = bench.now();
            relay(busy.port()).run();
            assertThat(bench.next(id)).isBetween(before.plusSeconds(20), before.plusSeconds(60));
            relay(busy.port()).run();
            assertThat(bench.attempts(id)).as("not before its time").isEqualTo(1);
            bench.pass(Duration.ofMinutes(1));
            before = bench.now();
            relay(busy.port()).run();
            assertThat(bench.attempts(id)).isEqualTo(2);
            assertThat(bench.next(id)).isBetween(before.plusSeconds(45), before.plusSeconds(90));
            assertThat(bench.state(id)).isEqualTo("WAITING");
            assertThat(bench.answers(id)).containsExactly("SMTP 451", "SMTP 451");
        }
        mail.start();
        bench.pass(Duration.ofMinutes(5));
        relay(mail.getSmtp().getPort()).run();
        assertThat(ids()).containsExactly(id);
    }

    @Test
    void sevenDaysWithoutMail_dispatchDeskFindsItInItsList() throws Exception {
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        try (AnsweringSmtp busy = new AnsweringSmtp(Map.of("MAIL", "421 4.3.2 shutting down"))) {
            relay(busy.port()).run();
            bench.pass(Duration.ofDays(7));
            assertThat(health.health().getStatus()).isEqualTo(NotificationHealth.DELAYED);
            relay(busy.port()).run();
        }
        assertThat(bench.state(id)).isEqualTo("DELIVERED");
        assertThat(bench.channel(id)).isEqualTo("APP");
        assertThat(bench.receiver(id)).isEqualTo(TestDirectory.DESK);
    }

    @Test
    void mailboxUnknown_unitAboveIsTold() throws Exception {
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        try (AnsweringSmtp server =
                new AnsweringSmtp(Map.of("RCPT TO:<GRID-1@EXAMPLE.ORG>", "550 5.1.1 no such mailbox"))) {
            relay(server.port()).run();
            assertThat(server.heard()).anyMatch(line -> line.startsWith("RCPT TO:<community-1@example.org>"));
        }
        assertThat(bench.state(id)).isEqualTo("DELIVERED");
        assertThat(bench.attempts(id)).isEqualTo(2);
        assertThat(bench.receiver(id)).isEqualTo(TestDirectory.COMMUNITY);
    }

    @Test
    void messageRefusedAfterData_staysWaiting() throws Exception {
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        try (AnsweringSmtp server = new AnsweringSmtp(Map.of(".", "554 5.6.0 refused"))) {
            relay(server.port()).run();
        }
        assertThat(bench.state(id)).isEqualTo("WAITING");
        assertThat(bench.attempts(id)).isEqualTo(1);
    }

    @Test
    void unitWithoutStaff_nextOneWithStaffIsToldAndWhy() throws Exception {
        mail.start();
        bench.notice(bench.appeal(), TestDirectory.UNSTAFFED_GRID, Notice.ASSIGNED);

        relay(mail.getSmtp().getPort()).run();

        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getAllRecipients()[0].toString()).isIn("desk-1@example.org", "street-1@example.org");
        assertThat(message.getContent().toString()).contains("沙湖社区第一网格，该单位暂无可接收通知的人员");
    }

    @Test
    void noChannelSetUp_unitReadsItInTasklist() {
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        bench.relay().run();
        assertThat(bench.state(id)).isEqualTo("DELIVERED");
        assertThat(bench.channel(id)).isEqualTo("APP");
        assertThat(bench.receiver(id)).isEqualTo(TestDirectory.GRID);
        assertThat(bench.hasIncident(id)).isFalse();
    }

    @Test
    void manyNoticesWithinFiveMinutes_oneMessageInTheirOrder() throws Exception {
        mail.start();
        Appeal appeal = bench.appeal();
        List<String> written = List.of(
                bench.notice(appeal, TestDirectory.GRID, Notice.ASSIGNED),
                bench.notice(appeal, TestDirectory.GRID, Notice.WARNING),
                bench.notice(bench.appeal(), TestDirectory.GRID, Notice.REMINDER));
        relay(mail.getSmtp().getPort()).run();
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(ids()).containsExactlyElementsOf(written);
        assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("【通知汇总】3 条");
        assertThat(mail.getReceivedMessages()[0].getContent().toString())
                .contains("以下共 3 条通知", "【新任务】" + appeal.number(), "【催办】");

        String fourth = bench.notice(appeal, TestDirectory.GRID, Notice.REMINDER);
        bench.pass(Duration.ofMinutes(4));
        relay(mail.getSmtp().getPort()).run();
        assertThat(bench.state(fourth)).isEqualTo("WAITING");

        String urgent = bench.urgentNotice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        relay(mail.getSmtp().getPort()).run();
        assertThat(bench.state(urgent)).isEqualTo("DELIVERED");
        assertThat(bench.state(fourth)).isEqualTo("WAITING");

        bench.pass(Duration.ofMinutes(6));
        relay(mail.getSmtp().getPort()).run();
        assertThat(bench.state(fourth)).isEqualTo("DELIVERED");
    }

    @Test
    void quietHours_onlyImmediateBreaksThrough() throws Exception {
        mail.start();
        bench.choices.save(
                ChoiceRepository.ofOfficer("grid-1"),
                new Choice(List.of(), LocalTime.of(22, 0), LocalTime.of(7, 0), Language.ZH));
        ClockUtil.setCurrentTime(Date.from(ProcessDriver.at("2026-11-24T23:30")));
        String quiet = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        String urgent = bench.urgentNotice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        relay(mail.getSmtp().getPort()).run();
        assertThat(ids()).containsExactly(urgent);
        assertThat(bench.next(quiet)).isEqualTo(ProcessDriver.at("2026-11-25T07:00"));

        ClockUtil.setCurrentTime(Date.from(ProcessDriver.at("2026-11-25T07:00")));
        relay(mail.getSmtp().getPort()).run();
        assertThat(ids()).containsExactly(urgent, quiet);
    }

    @Test
    void officerReadsEnglish_noticeIsInEnglish() throws Exception {
        mail.start();
        bench.choices.save(ChoiceRepository.ofOfficer("grid-1"), new Choice(List.of(), null, null, Language.EN));
        Appeal appeal = bench.appeal();
        bench.notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);
        relay(mail.getSmtp().getPort()).run();
        assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("[New task] " + appeal.number());
        assertThat(mail.getReceivedMessages()[0].getContent().toString()).contains("A case has been assigned");
    }

    @Test
    void firstNoticeOfAnAppealWaits_laterOnesDoNotOvertakeItForAWhile() throws Exception {
        Appeal appeal = bench.appeal();
        String first = bench.notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);
        String second = bench.notice(appeal, TestDirectory.COMMUNITY, Notice.ASSIGNED);
        String third = bench.notice(appeal, TestDirectory.GRID, Notice.REMINDER);
        try (AnsweringSmtp server =
                new AnsweringSmtp(Map.of("RCPT TO:<GRID-1@EXAMPLE.ORG>", "450 4.2.1 mailbox busy"))) {
            relay(server.port()).run();
            assertThat(bench.state(first)).isEqualTo("WAITING");
            assertThat(bench.attempts(second)).isZero();

            bench.pass(Duration.ofMinutes(16));
            relay(server.port()).run();
            assertThat(bench.state(second))
                    .as("one dead receiver silences nobody else")
                    .isEqualTo("DELIVERED");
            assertThat(bench.state(third)).isEqualTo("WAITING");
        }
    }

    @Test
    void twoWorkersAtOnce_eachLaneIsWorkedOnByOne() {
        bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        bench.notice(bench.appeal(), TestDirectory.OTHER_GRID, Notice.ASSIGNED);
        relay(1).run(); // routes; nobody answers there
        bench.pass(Duration.ofHours(1));
        bench.lanes.channelUp(ChannelKind.MAIL);
        Instant now = bench.now();
        List<Lane> mine = transaction.execute(status -> {
            List<Lane> leased = new ArrayList<>();
            bench.lanes
                    .lease(ChannelKind.MAIL, "one", now, now.plusSeconds(180))
                    .ifPresent(leased::add);
            elsewhere(() -> bench.lanes.lease(ChannelKind.MAIL, "two", now, now.plusSeconds(180)))
                    .ifPresent(leased::add);
            return leased;
        });
        // H2 locks what it reads before it counts: one node at a time, which is all that it is for
        assertThat(mine).extracting(Lane::key).doesNotHaveDuplicates().hasSize(TestDatabase.isPostgres() ? 2 : 1);
        assertThat(bench.lanes.lease(ChannelKind.MAIL, "three", now.plusSeconds(181), now.plusSeconds(400)))
                .as("a dead node's lease runs out")
                .isPresent();
    }

    @Test
    void caseIsRolledBack_noNoticeIsLeft() {
        Appeal appeal = bench.appeal();
        transaction.executeWithoutResult(status -> {
            service.notifyUnit(appeal, TestDirectory.GRID, Notice.ASSIGNED, Map.of());
            status.setRollbackOnly();
        });
        assertThat(jdbc.sql("select count(*) from notification where appeal_id = ?")
                        .param(appeal.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> service.notifyUnit(appeal, TestDirectory.GRID, Notice.ASSIGNED, Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void everyKindOfNotice_hasWordsInBothLanguages() {
        Map<String, String> params = Map.of("number", "420106-20261122-00001", "unit", "积玉桥街道", "due", "11月2日 17:30");
        for (Notice notice : Notice.values()) {
            WaitingNotice waiting = new WaitingNotice(
                    "id",
                    1,
                    1L,
                    notice.name(),
                    TestDirectory.STREET,
                    params,
                    UrgencyClass.PHASED,
                    0,
                    Instant.EPOCH,
                    null);
            Letter letter = letters.write(waiting, null, Language.ZH);
            assertThat(letter.text()).contains("积玉桥街道", "420106-20261122-00001", "办理时限：11月2日 17:30");
            assertThat(letter.text()).doesNotContain("{{", "紧急程度");
            assertThat(letter.subject()).startsWith("【" + notice.subject() + "】");
            Letter english = letters.write(waiting, null, Language.EN);
            assertThat(english.text())
                    .contains("420106-20261122-00001", "Due: 11-02 17:30")
                    .doesNotContain("{{");
        }
    }

    private static GreenMail server(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        return server;
    }

    private NotificationRelay relay(int port) {
        return bench.relay(bench.mail(port));
    }

    private List<String> ids() {
        return Arrays.stream(mail.getReceivedMessages())
                .flatMap(message -> {
                    try {
                        return Arrays.stream(message.getHeader(MailChannel.ID_HEADER));
                    } catch (MessagingException unreadable) {
                        throw new AssertionError(unreadable);
                    }
                })
                .toList();
    }

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }
}
