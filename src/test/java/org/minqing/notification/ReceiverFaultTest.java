package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.standardwebhooks.Webhook;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;

/** What a receiver can do wrong, and what becomes of the notice: the table of docs/notifications.md, on real servers. */
@MinqingTest
class ReceiverFaultTest {

    private static final Duration SOON = Duration.ofSeconds(24);
    private static final Duration SOON_AT_THE_LATEST = Duration.ofSeconds(37);

    @Autowired
    DeliveryBench bench;

    @BeforeEach
    void nothingElseWaits() {
        bench.clear();
    }

    /** @param answer what the delivery log says of it begins with this */
    record HttpFault(String name, HttpReceiver.Behaviour behaviour, String answer) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<HttpFault> httpFaults() {
        return Stream.of(
                new HttpFault("hangs", HttpReceiver.hang(), "no complete answer"),
                new HttpFault("drips", HttpReceiver.drip(), "no complete answer"),
                new HttpFault("resets after 200", HttpReceiver.resetAfter200(), "IOException"),
                new HttpFault("resets at once", HttpReceiver.resetAtOnce(), ""),
                new HttpFault("speaks no HTTP", HttpReceiver.garbage(), ""),
                new HttpFault("301", HttpReceiver.status(301, "Location: http://localhost/"), "HTTP 301"),
                new HttpFault("302", HttpReceiver.status(302, "Location: http://localhost/"), "HTTP 302"),
                new HttpFault("307", HttpReceiver.status(307, "Location: http://localhost/"), "HTTP 307"),
                new HttpFault("400", HttpReceiver.status(400), "HTTP 400"),
                new HttpFault("401", HttpReceiver.status(401), "HTTP 401"),
                new HttpFault("403", HttpReceiver.status(403), "HTTP 403"),
                new HttpFault("404", HttpReceiver.status(404), "HTTP 404"),
                new HttpFault("413", HttpReceiver.status(413), "HTTP 413"),
                new HttpFault("429 without a time", HttpReceiver.status(429), "HTTP 429"),
                new HttpFault("500", HttpReceiver.status(500), "HTTP 500"),
                new HttpFault("502", HttpReceiver.status(502), "HTTP 502"),
                new HttpFault("503", HttpReceiver.status(503), "HTTP 503"),
                new HttpFault("504", HttpReceiver.status(504), "HTTP 504"));
    }

    @ParameterizedTest
    @MethodSource("httpFaults")
    void httpReceiverFails_triedAgainLaterWithTheSameId(HttpFault fault) throws Exception {
        try (HttpReceiver receiver = new HttpReceiver()) {
            receiver.behave(fault.behaviour());
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 4, 0);
            String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            Instant before = bench.now();
            NotificationRelay relay = bench.relay(bench.webhooks());
            relay.run();
            assertWaitsForTheNextAttempt(id, before, fault.answer());

            receiver.behave(HttpReceiver.status(204));
            bench.pass(Duration.ofMinutes(1));
            relay.run();
            assertThat(bench.state(id)).isEqualTo("DELIVERED");
            assertThat(bench.channel(id)).isEqualTo("WEBHOOK");
            assertThat(receiver.requests())
                    .extracting(request -> request.headers().get("webhook-id"))
                    .containsOnly(id);
            new Webhook(DeliveryBench.SECRET)
                    .verify(
                            receiver.requests().get(0).body(),
                            HttpHeaders.of(
                                    receiver.requests().get(0).headers().entrySet().stream()
                                            .collect(Collectors.toMap(
                                                    Map.Entry::getKey, header -> List.of(header.getValue()))),
                                    (name, value) -> true));
        }
    }

    @Test
    void receiverRefusesTheConnection_triedAgainLater() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, "http://localhost:" + port + "/hook", 4, 0);
        String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
        Instant before = bench.now();
        bench.relay(bench.webhooks()).run();
        assertWaitsForTheNextAttempt(id, before, "ConnectException");
        try (HttpReceiver back = new HttpReceiver(port, null)) {
            bench.pass(Duration.ofMinutes(1));
            bench.relay(bench.webhooks()).run();
            assertThat(back.requests()).hasSize(1);
        }
        assertThat(bench.state(id)).isEqualTo("DELIVERED");
    }

    @Test
    void receiversCertificateIsNotTrusted_nothingIsSentAndTriedAgainLater(@TempDir Path folder) throws Exception {
        try (HttpReceiver receiver = new HttpReceiver(0, selfSigned(folder))) {
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 4, 0);
            String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            Instant before = bench.now();
            bench.relay(bench.webhooks()).run();
            assertWaitsForTheNextAttempt(id, before, "SSLHandshakeException");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void receiverAsksForTime_itGetsItInSecondsOrAsADate() throws Exception {
        for (String asked : List.of("429 seconds", "429 date", "503 seconds")) {
            bench.clear();
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    bench.now().plus(Duration.ofMinutes(20)).atZone(ZoneOffset.UTC));
            try (HttpReceiver receiver = new HttpReceiver()) {
                receiver.behave(HttpReceiver.status(
                        Integer.parseInt(asked.substring(0, 3)),
                        "Retry-After: " + (asked.endsWith("date") ? date : "1200")));
                bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
                String first = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
                bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
                Instant before = bench.now();
                NotificationRelay relay = bench.relay(bench.webhooks());
                relay.run();
                assertThat(receiver.requests())
                        .as("nobody else's notice goes there meanwhile")
                        .hasSize(1);
                assertThat(bench.next(first)).isBetween(before.plusSeconds(1190), before.plusSeconds(1210));

                receiver.behave(HttpReceiver.status(200));
                bench.pass(Duration.ofMinutes(19));
                bench.urgentNotice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
                relay.run();
                assertThat(receiver.requests()).as("not even what is urgent").hasSize(1);
                bench.pass(Duration.ofMinutes(2));
                relay.run();
                assertThat(receiver.requests()).hasSize(4);
                assertThat(bench.waiting()).isZero();
            }
        }
    }

    @Test
    void receiverSaysGone_nextChannelIsTakenAndNobodyAsksThereAgain() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver();
                AnsweringSmtp mail = new AnsweringSmtp(Map.of())) {
            receiver.behave(HttpReceiver.status(410));
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
            String first = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            NotificationRelay relay = bench.relay(bench.webhooks(), bench.mail(mail.port()));
            relay.run();
            assertThat(bench.state(first)).isEqualTo("DELIVERED");
            assertThat(bench.channel(first)).isEqualTo("MAIL");
            assertThat(bench.answers(first)).containsExactly("HTTP 410");
            assertThat(mail.heard()).anyMatch(line -> line.equals("X-Minqing-Notice-Id: " + first));

            bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            bench.pass(Duration.ofMinutes(10));
            relay.run();
            assertThat(receiver.requests()).hasSize(1);
            assertThat(bench.waiting()).isZero();
        }
    }

    @Test
    void answerHasNoEnd_itsStatusCountsAndTheRestIsLeft() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver()) {
            receiver.behave(HttpReceiver.endless());
            bench.address(ChannelKind.WEBHOOK, TestDirectory.GRID, receiver.url(), 1, 0);
            String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            bench.relay(bench.webhooks()).run();
            assertThat(bench.state(id)).isEqualTo("DELIVERED");
        }
    }

    @Test
    void addressLeadsToThisMachine_refusedUnlessAllowed() throws Exception {
        HttpSender careful = new HttpSender(false, DeliveryBench.ANSWER, Clock.systemUTC());
        for (String url : List.of(
                "http://localhost/",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://169.254.169.254/latest/",
                "http://0.0.0.0/")) {
            assertThat(catchThrowableOfType(DeliveryFailed.class, () -> careful.requireOutside(URI.create(url))))
                    .as(url)
                    .hasMessageContaining("refused");
        }
    }

    /** @param answers of the server; @param log what the delivery log says */
    record SmtpFault(String name, Map<String, String> answers, String log) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<SmtpFault> smtpFaults() {
        return Stream.of(
                new SmtpFault("421 at once", Map.of("EHLO", "421 4.3.2 closing", "HELO", "421 4.3.2 closing"), ""),
                new SmtpFault("421 to MAIL", Map.of("MAIL", "421 4.3.2 closing"), "SMTP 421"),
                new SmtpFault("450 to RCPT", Map.of("RCPT", "450 4.2.1 mailbox busy"), "SMTP 450"),
                new SmtpFault("451 to RCPT", Map.of("RCPT", "451 4.7.1 later"), "SMTP 451"),
                new SmtpFault("452 to RCPT", Map.of("RCPT", "452 4.2.2 no room"), "SMTP 452"),
                new SmtpFault("552 to RCPT", Map.of("RCPT", "552 5.2.2 mailbox full"), "SMTP 552"),
                new SmtpFault("550 by policy", Map.of("RCPT", "550 5.7.1 not from you"), "SMTP 550"),
                new SmtpFault("554 to RCPT", Map.of("RCPT", "554 5.7.1 refused"), "SMTP 554"),
                new SmtpFault("451 to DATA", Map.of("DATA", "451 4.3.0 later"), "SMTP 451"),
                new SmtpFault("554 after DATA", Map.of(".", "554 5.6.0 refused"), "SMTP 554"),
                new SmtpFault("drops after DATA", Map.of(".", AnsweringSmtp.DROP), ""),
                new SmtpFault("hangs after DATA", Map.of(".", AnsweringSmtp.HANG), ""),
                new SmtpFault("drips after DATA", Map.of(".", AnsweringSmtp.DRIP), ""),
                new SmtpFault("hangs at RCPT", Map.of("RCPT", AnsweringSmtp.HANG), ""),
                new SmtpFault("drops at MAIL", Map.of("MAIL", AnsweringSmtp.DROP), ""));
    }

    @ParameterizedTest
    @MethodSource("smtpFaults")
    void mailServerFails_triedAgainLaterWithTheSameId(SmtpFault fault) throws Exception {
        try (AnsweringSmtp server = new AnsweringSmtp(fault.answers())) {
            String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            Instant before = bench.now();
            NotificationRelay relay = bench.relay(bench.mail(server.port()));
            relay.run();
            assertWaitsForTheNextAttempt(id, before, fault.log());

            server.answer(Map.of());
            bench.pass(Duration.ofMinutes(1));
            relay.run();
            assertThat(bench.state(id)).isEqualTo("DELIVERED");
            assertThat(server.heard()).contains("Message-ID: <" + id + "@minqing>");
        }
    }

    @ParameterizedTest
    @MethodSource("unknownMailboxes")
    void mailboxIsUnknown_unitAboveIsTold(String answer) throws Exception {
        try (AnsweringSmtp server = new AnsweringSmtp(Map.of("RCPT TO:<GRID-1@EXAMPLE.ORG>", answer))) {
            String id = bench.notice(bench.appeal(), TestDirectory.GRID, Notice.ASSIGNED);
            bench.relay(bench.mail(server.port())).run();
            assertThat(bench.state(id)).isEqualTo("DELIVERED");
            assertThat(bench.receiver(id)).isEqualTo(TestDirectory.COMMUNITY);
        }
    }

    static Stream<String> unknownMailboxes() {
        return Stream.of("550 5.1.1 no such user", "550 no such user", "551 user not local", "553 5.1.3 bad name");
    }

    private void assertWaitsForTheNextAttempt(String id, Instant before, String answer) {
        assertThat(bench.state(id)).isEqualTo("WAITING");
        assertThat(bench.attempts(id)).isEqualTo(1);
        assertThat(bench.answers(id)).hasSize(1).allMatch(line -> line.startsWith(answer), answer);
        assertThat(bench.next(id)).isBetween(before.plus(SOON), bench.now().plus(SOON_AT_THE_LATEST));
    }

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("receiver.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
