package org.minqing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of machines and databases under load. How many of each is set by {@code minqing.fault.*}; {@code ./mvnw -P
 * faults verify} runs as many as the promise names, which takes two hours.
 */
class FaultIT {

    private static final int KILLS = Integer.getInteger("minqing.fault.kills", 5);
    private static final int RESTARTS = Integer.getInteger("minqing.fault.restarts", 2);
    private static final int OVERDUE = Integer.getInteger("minqing.fault.overdue", 1000);
    private static final int DEMO_KILLS = Integer.getInteger("minqing.fault.demoKills", 2);
    private static final int DUE_MEANWHILE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FaultIT.class);

    private static Server server;

    /** What the nodes said stays where a test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Ledger ledger = new Ledger();
    private final Random random = new Random(7);

    @BeforeAll
    static void database(@TempDir Path data) throws IOException {
        server = new Server(data.resolve("data"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void applicationIsKilledUnderLoad_nothingIsLostNothingHappensTwice_overdueDeadlinesActSoon() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Map<String, String> environment = new HashMap<>(server.database("killed"));
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("MINQING_NOTIFICATION_DIGEST", "1s");
        environment.put("SPRING_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()));
        try (Node node = new Node(folder, environment);
                Connection database = server.connect("killed")) {
            Checker checker = new Checker(database);
            node.start();
            List<String> waiting = Load.file(ledger, node, KILLS * DUE_MEANWHILE);
            for (int kill = 0; kill < KILLS; kill++) {
                List<String> due = waiting.subList(kill * DUE_MEANWHILE, (kill + 1) * DUE_MEANWHILE);
                Load.during(ledger, List.of(node), () -> {
                    Load.pause(2000 + random.nextInt(3000));
                    node.kill();
                    Waiting.overdue(database, due);
                    node.start();
                    Waiting.untilMoved(checker, due, Duration.ofSeconds(60));
                    Load.pause(1000);
                });
            }
            Load.untilDelivered(checker);
            node.stop();
            checker.nothingLostNothingTwice(ledger);
            assertThat(ledger.finished).as("work went on").hasSizeGreaterThan(KILLS);
            Load.noticesArrived(checker, mail, KILLS);
        } finally {
            mail.stop();
        }
    }

    @Test
    void databaseRestartsUnderLoad_applicationStays_jobsRunAgainWithin15Seconds() throws Exception {
        try (Node node = new Node(folder, server.database("restarted"))) {
            node.start();
            long pid = node.pid();
            List<String> waiting = Load.file(ledger, node, RESTARTS * DUE_MEANWHILE);
            for (int restart = 0; restart < RESTARTS; restart++) {
                List<String> due = waiting.subList(restart * DUE_MEANWHILE, (restart + 1) * DUE_MEANWHILE);
                Load.during(ledger, List.of(node), () -> {
                    Load.pause(2000 + random.nextInt(2000));
                    server.restartImmediately();
                    try (Connection database = server.connect("restarted")) {
                        Waiting.overdue(database, due);
                        Waiting.untilMoved(new Checker(database), due, Duration.ofSeconds(15));
                    }
                    Load.pause(1000);
                });
            }
            assertThat(node.pid()).isEqualTo(pid);
            assertThat(node.isReady()).isTrue();
            node.stop();
            try (Connection database = server.connect("restarted")) {
                new Checker(database).nothingLostNothingTwice(ledger);
            }
            assertThat(ledger.finished).hasSizeGreaterThan(RESTARTS);
        }
    }

    @Test
    void manyDeadlinesPassWhileDown_eachActsOnceInOrder_breachesWithin30Seconds_listsStayQuick() throws Exception {
        try (Node node = new Node(folder, server.database("overdue"));
                Connection database = server.connect("overdue")) {
            Checker checker = new Checker(database);
            node.start();
            List<String> numbers = Load.file(ledger, node, OVERDUE);
            node.stop();
            Waiting.overdue(database, numbers);
            Instant ready = node.start();

            List<Long> looks = new ArrayList<>();
            String open = "select count(*) from breach";
            while (Integer.parseInt(checker.column(open).get(0)) < OVERDUE) {
                looks.add(look(node));
                assertThat(Duration.between(ready, Instant.now()))
                        .as("breaches are visible")
                        .isLessThan(Duration.ofSeconds(30));
            }
            Instant moving = Instant.now();
            while (!checker.column("select id from appeal where level = 'GRID' and source = 'fault' limit 1")
                    .isEmpty()) {
                looks.add(look(node));
                assertThat(Duration.between(moving, Instant.now()).toSeconds())
                        .as("moves")
                        .isLessThan(60 + OVERDUE / 50);
            }
            LOG.info(
                    "{} moves in {} s",
                    OVERDUE,
                    Duration.between(moving, Instant.now()).toSeconds());
            node.stop();

            assertThat(checker.column("select count(*) from breach b join appeal a on a.id = b.appeal_id"
                            + " where a.source = 'fault'"))
                    .containsExactly(String.valueOf(OVERDUE));
            assertThat(checker.column("select b.appeal_id from breach b join appeal a on a.id = b.appeal_id"
                            + " where a.source = 'fault' order by b.id"))
                    .as("in due order, urgent first among equals")
                    .isEqualTo(checker.column("select b.appeal_id from breach b join appeal a on a.id = b.appeal_id"
                            + " where a.source = 'fault'"
                            + " order by b.due_at, case a.urgency when 'IMMEDIATE' then 0 else 1 end, a.id"));
            looks.sort(null);
            assertThat(looks.get(looks.size() * 95 / 100))
                    .as("lists, p95 in ms")
                    .isLessThan(1000);
            checker.nothingLostNothingTwice(ledger);
        }
    }

    @Test
    void demonstrationIsKilled_opensAgainWithEverything() throws Exception {
        try (Node node = new Node(folder, Map.of())) {
            node.start();
            for (int kill = 0; kill < DEMO_KILLS; kill++) {
                Load.during(ledger, List.of(node), () -> {
                    Load.pause(2000 + random.nextInt(2000));
                    node.kill();
                    node.start();
                    Load.pause(1000);
                });
            }
            node.stop();
            try (Connection database =
                    DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/minqing"), "sa", "")) {
                new Checker(database).nothingLostNothingTwice(ledger);
            }
            assertThat(ledger.finished).hasSizeGreaterThan(DEMO_KILLS);
        }
    }

    /** @return milliseconds until somebody had his list */
    private static long look(Node node) throws IOException {
        long start = System.nanoTime();
        HttpResponse<String> list =
                node.get("/engine-rest/task?sortBy=dueDate&sortOrder=asc&maxResults=15", "community01");
        assertThat(list.statusCode()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
