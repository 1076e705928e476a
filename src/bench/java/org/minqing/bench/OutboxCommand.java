package org.minqing.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.cost.Meter;
import org.minqing.joint.JointDriver;
import org.minqing.notification.RelayRun;
import org.minqing.rest.ApiClient;
import org.minqing.security.TestUsers;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Notices that wait for receivers who answer at once, and how fast they are brought: by webhook, each a signed message of
 * its own, to one receiver and to several. The receiver is in the same JVM; what it takes is counted in.
 */
@Command(name = "outbox", description = "waiting notices to fast receivers")
final class OutboxCommand implements Callable<Integer> {

    private static final String DATABASE = "outbox";
    private static final String UNIT = "bench-receiver-";
    private static final int MOST_AT_ONCE = 32;
    private static final int NO_CONTENT = 204;

    @Option(names = "--notices", defaultValue = "20000")
    int notices;

    @Option(names = "--receivers", description = "in the second round", defaultValue = "8")
    int receivers;

    @Option(names = "--appeals", description = "whose notices they are, in turn", defaultValue = "5000")
    int appeals;

    @Option(names = "--out", defaultValue = "target/bench/outbox.md")
    Path out;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final LongAdder requests = new LongAdder();

    @Override
    public Integer call() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE);
        HttpServer receiver = receiver(threads);
        try (BenchServer server = new BenchServer();
                MinqingApp app = new MinqingApp(server, DATABASE, Map.of("minqing.notification.allow-local", "true"))) {
            String load = ProcessCpu.load();
            JdbcTemplate sql = server.sql(DATABASE);
            Appeal pattern = app.bean(JointDriver.class).convened(TestDirectory.POWER);
            app.bean(RelayRun.class).run();
            sql.update(
                    "insert into unit (code, name, level, parent_code, path) select ? || n, '单位' || n, 'DEPARTMENT', ?,"
                            + " '/4201/420106/' || ? || n || '/' from generate_series(0, ?) n",
                    UNIT,
                    TestDirectory.DISTRICT,
                    UNIT,
                    receivers);
            AppealCopies.of(sql, pattern, 0, appeals);
            ApiClient admin =
                    ApiClient.basic(app.port(), app.bean(TestUsers.class).administrator(), TestUsers.PASSWORD);
            for (int unit = 0; unit <= receivers; unit++) {
                address(admin, UNIT + unit, unit == 0 ? MOST_AT_ONCE : MOST_AT_ONCE / receivers, receiver);
            }
            StringBuilder text = new StringBuilder("| waiting | receivers, each so many at once | notices a second |"
                    + " CPU each, ms: JVM with the receiver, database | statements each | commits each | WAL each, kB |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- |\n");
            fill(sql, pattern, notices / 2, 0, 1);
            round(server, app); // warm
            fill(sql, pattern, notices, 0, 1);
            text.append("| %,d | 1, %d | %s".formatted(notices, MOST_AT_ONCE, round(server, app)));
            fill(sql, pattern, notices, 1, receivers);
            text.append(
                    "| %,d | %d, %d | %s".formatted(notices, receivers, MOST_AT_ONCE / receivers, round(server, app)));
            int asked = notices / 2 + 2 * notices;
            if (seen.size() != asked || requests.sum() != asked) {
                throw new IllegalStateException(
                        "%d notices came in %d requests, of %d".formatted(seen.size(), requests.sum(), asked));
            }
            String report = text
                    + "%nEach notice came once. PostgreSQL %s (%s), Java %s, %d processors, load %s before, %s after.%n"
                            .formatted(
                                    server.version(),
                                    BenchServer.settings(),
                                    Runtime.version(),
                                    Runtime.getRuntime().availableProcessors(),
                                    load,
                                    ProcessCpu.load());
            Console.report(out, report);
        } finally {
            receiver.stop(0);
            threads.shutdown();
        }
        return 0;
    }

    private HttpServer receiver(ExecutorService threads) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            seen.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            requests.increment();
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private static void address(ApiClient admin, String unit, int atOnce, HttpServer receiver) {
        ApiClient.Answer answer = admin.post(
                "/api/v1/units/" + unit + "/notification-addresses",
                "{\"channel\": \"WEBHOOK\", \"url\": \"http://127.0.0.1:%d/\", \"atOnce\": %d, \"perMinute\": 0}"
                        .formatted(receiver.getAddress().getPort(), atOnce));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
    }

    /** Notices as the pattern's, for these units in turn. */
    private void fill(JdbcTemplate sql, Appeal pattern, int count, int firstUnit, int units) {
        sql.update(
                """
                insert into notification (id, appeal_id, template, unit_code, params, urgency, state, attempts,
                    next_attempt_at, created_at)
                select gen_random_uuid(), a.id, p.template, ?::text || (? + n % ?), p.params, 'BY_DEADLINE', 'WAITING', 0, now(), now()
                from generate_series(0, ?) n join appeal a on a.number = ?::text || '-' || n % ?, lateral (
                    select template, params from notification where appeal_id = ? and unit_code = ? limit 1) p
                order by n""", UNIT, firstUnit, units, count - 1, pattern.number(), appeals, pattern.id(), TestDirectory.POWER);
        sql.execute("vacuum analyze");
    }

    private static String round(BenchServer server, MinqingApp app) {
        Meter meter = server.meter(DATABASE);
        meter.start();
        long asked = server.sql(DATABASE)
                .queryForObject("select count(*) from notification where state = 'WAITING'", Long.class);
        long cpu = ProcessCpu.ofThisJvm();
        long databaseCpu = server.cpuMillis();
        long start = System.nanoTime();
        app.bean(RelayRun.class).run();
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = ProcessCpu.ofThisJvm() - cpu;
        databaseCpu = server.cpuMillis() - databaseCpu;
        Meter.Cost cost = meter.stop();
        long left = server.sql(DATABASE)
                .queryForObject("select count(*) from notification where state = 'WAITING'", Long.class);
        if (left != 0) {
            throw new IllegalStateException(left + " still wait");
        }
        double each = asked;
        return "**%,.0f** | %.2f, %.2f | %.2f | %.3f | %.2f |%n"
                .formatted(
                        asked / seconds,
                        cpu / each,
                        databaseCpu / each,
                        cost.statements() / each,
                        cost.commits() / each,
                        cost.wal() / 1000.0 / each);
    }
}
