package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.RequesterKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices, from the case's transaction to a real mail server. */
@MinqingTest
class NotificationTest {

    @Autowired
    NotificationService service;

    @Autowired
    NotificationRepository repository;

    @Autowired
    Receivers receivers;

    @Autowired
    LetterWriter letters;

    @Autowired
    LogChannel log;

    @Autowired
    NotificationHealth health;

    @Autowired
    AppealService appeals;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private GreenMail mail;

    /** What other tests left waiting is none of ours. */
    @BeforeEach
    void nothingElseWaits() throws Exception {
        jdbc.sql("update notification set state = 'DELIVERED' where state <> 'DELIVERED'")
                .update();
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
        Appeal appeal = appeal();
        String id = notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);

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
        assertThat(state(id)).isEqualTo("DELIVERED");
    }

    @Test
    void mailServerDownThenUp_deliveredWithTheSameId() throws Exception {
        int port = mail.getSmtp().getServerSetup().getPort();
        Appeal first = appeal();
        Appeal second = appeal();
        String id = notice(first, TestDirectory.GRID, Notice.WARNING);
        String other = notice(second, TestDirectory.GRID, Notice.WARNING);

        relay(port).run();
        assertThat(attempts(id)).isEqualTo(1);
        assertThat(attempts(other)).as("not tried while the way out is shut").isZero();

        mail.start();
        pass(Duration.ofMinutes(1));
        relay(port).run();
        assertThat(ids()).containsExactlyInAnyOrder(id, other);
    }

    @Test
    void mailServerSaysLater_triedAgainWithGrowingPauses() throws Exception {
        String id = notice(appeal(), TestDirectory.GRID, Notice.REMINDER);
        try (AnsweringSmtp busy = new AnsweringSmtp(Map.of("RCPT", "451 4.7.1 try again later"))) {
            Instant before = clock.instant();
            relay(busy.port()).run();
            assertThat(next(id)).isBetween(before.plusSeconds(20), before.plusSeconds(60));
            relay(busy.port()).run();
            assertThat(attempts(id)).as("not before its time").isEqualTo(1);
            pass(Duration.ofMinutes(1));
            before = clock.instant();
            relay(busy.port()).run();
            assertThat(attempts(id)).isEqualTo(2);
            assertThat(next(id)).isBetween(before.plusSeconds(45), before.plusSeconds(90));
            assertThat(state(id)).isEqualTo("WAITING");
        }
        mail.start();
        pass(Duration.ofMinutes(5));
        relay(mail.getSmtp().getPort()).run();
        assertThat(ids()).containsExactly(id);
    }

    @Test
    void sevenDaysWithoutMail_givenUpAndCounted() throws Exception {
        String id = notice(appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        try (AnsweringSmtp busy = new AnsweringSmtp(Map.of("MAIL", "421 4.3.2 shutting down"))) {
            pass(Duration.ofDays(7));
            assertThat(health.health().getStatus()).isEqualTo(NotificationHealth.DELAYED);
            relay(busy.port()).run();
        }
        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(health.health().getDetails()).containsEntry("failed", 1L).containsEntry("waiting", 0L);
    }

    @Test
    void mailboxUnknown_unitAboveIsTold() throws Exception {
        String id = notice(appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        try (AnsweringSmtp server =
                new AnsweringSmtp(Map.of("RCPT TO:<GRID-1@EXAMPLE.ORG>", "550 5.1.1 no such mailbox"))) {
            relay(server.port()).run();
            assertThat(server.heard()).anyMatch(line -> line.startsWith("RCPT TO:<community-1@example.org>"));
        }
        assertThat(state(id)).isEqualTo("DELIVERED");
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void messageRefusedAfterData_staysWaiting() throws Exception {
        String id = notice(appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        try (AnsweringSmtp server = new AnsweringSmtp(Map.of(".", "554 5.6.0 refused"))) {
            relay(server.port()).run();
        }
        assertThat(state(id)).isEqualTo("WAITING");
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void unitWithoutStaff_nextOneWithStaffIsToldAndWhy() throws Exception {
        mail.start();
        notice(appeal(), TestDirectory.UNSTAFFED_GRID, Notice.ASSIGNED);

        relay(mail.getSmtp().getPort()).run();

        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getAllRecipients()[0].toString()).isIn("desk-1@example.org", "street-1@example.org");
        assertThat(message.getContent().toString()).contains("沙湖社区第一网格，该单位暂无可接收通知的人员");
    }

    @Test
    void noMailServerConfigured_goesToTheLog() {
        String id = notice(appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        new NotificationRelay(repository, receivers, letters, List.of(log), log, clock, new SimpleMeterRegistry())
                .run();
        assertThat(state(id)).isEqualTo("DELIVERED");
        assertThat(channel(id)).isEqualTo("log");
    }

    @Test
    void severalNoticesOfOneAppeal_arriveInTheirOrder() throws Exception {
        mail.start();
        Appeal appeal = appeal();
        List<String> written = List.of(
                notice(appeal, TestDirectory.GRID, Notice.ASSIGNED),
                notice(appeal, TestDirectory.GRID, Notice.WARNING),
                notice(appeal, TestDirectory.GRID, Notice.REMINDER),
                notice(appeal, TestDirectory.COMMUNITY, Notice.ASSIGNED));
        relay(mail.getSmtp().getPort()).run();
        assertThat(ids()).containsExactlyElementsOf(written);
    }

    @Test
    void firstNoticeOfAnAppealWaits_laterOnesDoNotOvertakeIt() throws Exception {
        Appeal appeal = appeal();
        String first = notice(appeal, TestDirectory.GRID, Notice.ASSIGNED);
        String second = notice(appeal, TestDirectory.COMMUNITY, Notice.ASSIGNED);
        try (AnsweringSmtp server =
                new AnsweringSmtp(Map.of("RCPT TO:<GRID-1@EXAMPLE.ORG>", "450 4.2.1 mailbox busy"))) {
            relay(server.port()).run();
        }
        assertThat(state(first)).isEqualTo("WAITING");
        assertThat(attempts(second)).isZero();
    }

    @Test
    void twoRelaysAtOnce_eachNoticeIsClaimedByOne() {
        List<String> written = List.of(
                notice(appeal(), TestDirectory.GRID, Notice.ASSIGNED),
                notice(appeal(), TestDirectory.GRID, Notice.ASSIGNED));
        Instant now = clock.instant();
        List<WaitingNotice> mine = transaction.execute(status -> {
            List<WaitingNotice> claimed = repository.claim(1, now, now.plusSeconds(300));
            claimed.addAll(elsewhere(() -> repository.claim(10, now, now.plusSeconds(300))));
            return claimed;
        });
        // H2 locks what it reads before it counts: one node at a time, which is all that it is for
        assertThat(mine)
                .extracting(WaitingNotice::id)
                .containsExactlyElementsOf(TestDatabase.isPostgres() ? written : written.subList(0, 1));
        assertThat(repository.claim(10, now.plusSeconds(301), now.plusSeconds(600)))
                .as("a dead node's claim runs out")
                .extracting(WaitingNotice::id)
                .containsExactlyElementsOf(written);
    }

    @Test
    void caseIsRolledBack_noNoticeIsLeft() {
        Appeal appeal = appeal();
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
    void everyKindOfNotice_hasWords() {
        Map<String, String> params = Map.of("number", "420106-20261122-00001", "unit", "积玉桥街道", "due", "11月22日 17:30");
        for (Notice notice : Notice.values()) {
            Letter letter = letters.write(
                    new WaitingNotice("id", notice.name(), TestDirectory.STREET, params, 0, Instant.EPOCH), null);
            assertThat(letter.text()).contains("积玉桥街道", "420106-20261122-00001", "办理时限：11月22日 17:30");
            assertThat(letter.text()).doesNotContain("{{", "紧急程度");
            assertThat(letter.subject()).startsWith("【" + notice.subject() + "】");
        }
    }

    private static GreenMail server(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        return server;
    }

    private NotificationRelay relay(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.sendpartial", "true");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "5000");
        MailChannel channel = new MailChannel(sender, "minqing@example.org");
        return new NotificationRelay(
                repository, receivers, letters, List.of(channel, log), log, clock, new SimpleMeterRegistry());
    }

    private Appeal appeal() {
        return appeals.register(new NewAppeal(
                "test",
                null,
                RequesterKind.RESIDENT,
                null,
                "路灯不亮",
                "楼下路灯坏了",
                null,
                TestDirectory.GRID,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "grid-1"));
    }

    private String notice(Appeal appeal, String unit, Notice notice) {
        transaction.executeWithoutResult(status -> service.notifyUnit(appeal, unit, notice, Map.of()));
        return jdbc.sql("select id from notification where appeal_id = ? order by seq desc fetch first 1 rows only")
                .param(appeal.id())
                .query(String.class)
                .single();
    }

    private List<String> ids() {
        return Arrays.stream(mail.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getHeader(MailChannel.ID_HEADER)[0];
                    } catch (MessagingException unreadable) {
                        throw new AssertionError(unreadable);
                    }
                })
                .toList();
    }

    private void pass(Duration time) {
        ClockUtil.setCurrentTime(Date.from(clock.instant().plus(time)));
    }

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }

    private String state(String id) {
        return column(id, "state", String.class);
    }

    private String channel(String id) {
        return column(id, "channel", String.class);
    }

    private int attempts(String id) {
        return column(id, "attempts", Integer.class);
    }

    private Instant next(String id) {
        return column(id, "next_attempt_at", OffsetDateTime.class).toInstant();
    }

    private <T> T column(String id, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from notification where id = ?")
                .param(id)
                .query(type)
                .single();
    }
}
