package org.minqing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.minqing.security.Browser;

/**
 * Two nodes on one PostgreSQL, of which one is killed or stands still for a while. The other one was started with a wrong
 * zone, which must change nothing.
 */
class TwoNodesIT {

    private static final int FAULTS = Integer.getInteger("minqing.fault.nodes", 2);
    private static final Duration STILL = Duration.ofSeconds(Integer.getInteger("minqing.fault.stillSeconds", 30));
    private static final Duration TAKEN_OVER = Duration.ofSeconds(30);
    private static final int DUE_MEANWHILE = 10;
    private static final Map<String, String> WRONG_ZONE =
            Map.of("TZ", "America/New_York", "JAVA_TOOL_OPTIONS", "-Duser.timezone=America/New_York");

    private static Server server;

    /** What the nodes said stays where a test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Ledger ledger = new Ledger();

    @BeforeAll
    static void database(@TempDir Path data) throws IOException {
        server = new Server(data.resolve("data"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void oneIsKilledOrStandsStill_theOtherTakesOver_nothingIsLostNothingHappensTwice() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Map<String, String> environment = new HashMap<>(server.database("shared"));
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("SPRING_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()));
        environment.put("MINQING_NOTIFICATION_DIGEST", "1s");
        Map<String, String> elsewhere = new HashMap<>(environment);
        elsewhere.putAll(WRONG_ZONE);
        try (Node faulty = new Node(folder, environment);
                Node steady = new Node(folder, elsewhere);
                Connection database = server.connect("shared")) {
            Checker checker = new Checker(database);
            faulty.start();
            steady.start();
            assertSameDeadline(checker, file(faulty), file(steady));
            Browser session = new Browser(steady.port());
            assertThat(session.signIn("tasklist", "community01", "demo").statusCode())
                    .isEqualTo(200);
            List<String> waiting = Load.file(ledger, steady, FAULTS * DUE_MEANWHILE);
            for (int fault = 0; fault < FAULTS; fault++) {
                boolean killed = fault % 2 == 0;
                List<String> due = waiting.subList(fault * DUE_MEANWHILE, (fault + 1) * DUE_MEANWHILE);
                Load.during(ledger, List.of(faulty, steady), () -> {
                    Load.pause(3000);
                    Instant away = Instant.now();
                    if (killed) {
                        faulty.kill();
                    } else {
                        faulty.suspend();
                    }
                    Waiting.overdue(database, due);
                    Waiting.untilMoved(checker, due, TAKEN_OVER);
                    assertThat(session.get("/camunda/api/engine/engine/default/task/count")
                                    .statusCode())
                            .as("a session at the other node")
                            .isEqualTo(200);
                    if (killed) {
                        faulty.start();
                    } else {
                        Load.pause(STILL.minus(Duration.between(away, Instant.now()))
                                .toMillis());
                        faulty.resume();
                    }
                    Load.pause(2000);
                });
            }
            Load.untilDelivered(checker);
            faulty.stop();
            steady.stop();
            checker.nothingLostNothingTwice(ledger);
            assertThat(ledger.finished).as("work went on").hasSizeGreaterThan(FAULTS);
            Load.noticesArrived(checker, mail, FAULTS);
        } finally {
            mail.stop();
        }
    }

    /** By the end of a working day, so that a second more or less makes no difference. */
    private String file(Node node) {
        return new Driver(node, ledger, new AtomicBoolean()).file(false);
    }

    /** The zone in which a machine believes itself to be changes neither our deadlines nor the engine's timers. */
    private static void assertSameDeadline(Checker checker, String here, String elsewhere) throws Exception {
        for (String query : List.of(
                "select due_at from appeal where number = '%s'",
                "select j.duedate_ from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_"
                        + " where e.business_key_ = '%s' and j.handler_cfg_ = 'event_levelDeadline'")) {
            List<String> due = checker.column(query.formatted(here));
            assertThat(due).hasSize(1).isEqualTo(checker.column(query.formatted(elsewhere)));
        }
    }
}
