package org.minqing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.minqing.security.TokenService;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Mixed work at a fixed rate, over HTTP, on nodes in processes of their own: intake, lists, readings, claims, completions.
 * The rate rises until the system is saturated; latencies count from the moment at which a call was due, so that a queue
 * in front of a slow system is seen.
 */
@Command(name = "flow", description = "mixed work with open-loop arrivals, up to saturation")
final class FlowCommand implements Callable<Integer> {

    private static final String DATABASE = "lists";
    private static final int GRIDS = 120;
    private static final double SATURATED_MILLIS = 2000;
    private static final double KEPT_UP = 0.95;
    private static final int MB = 1 << 20;

    @Option(names = "--open", defaultValue = "0")
    long open;

    @Option(names = "--finished", defaultValue = "0")
    long finished;

    @Option(names = "--rates", split = ",", description = "calls a second", defaultValue = "20,40,80,120,160,200")
    List<Integer> rates;

    @Option(
            names = "--seconds",
            description = "at each rate; the issue's 15 minutes are --rates=40 --seconds=900",
            defaultValue = "30")
    int seconds;

    @Option(names = "--nodes", defaultValue = "1")
    int nodes;

    @Option(names = "--kept", description = "folder of a database that stays for the next run")
    Path kept;

    @Option(names = "--out", defaultValue = "target/bench/flow.md")
    Path out;

    @Override
    public Integer call() throws IOException, SQLException {
        try (BenchServer server = new BenchServer(kept)) {
            List<Workload.Desk> desks;
            String filled;
            try (MinqingApp filling = new MinqingApp(server, DATABASE, Map.of())) {
                City city = new City(filling, server, DATABASE);
                city.settle();
                city.grow(open, finished, true);
                city.putOffTimers();
                filled = "%,d open and %,d finished cases"
                        .formatted(
                                city.count("appeal where state in ('OPEN', 'CLOSING')"),
                                city.count("appeal where state = 'CLOSED'"));
                desks = desks(filling, server.sql(DATABASE));
            }
            List<Node> running = new ArrayList<>();
            try {
                for (int i = 0; i < nodes; i++) {
                    running.add(new Node("flow-" + i, server.url(DATABASE), "1g"));
                }
                String report = run(server, running, desks, filled);
                Console.report(out, report);
            } finally {
                running.forEach(Node::close);
            }
        }
        return 0;
    }

    /** Systems of grids all over the city, which report and handle what is theirs. */
    private static List<Workload.Desk> desks(MinqingApp app, JdbcTemplate sql) {
        return sql
                .queryForList(
                        "select code from unit where level = 'GRID' and length(code) = 15 order by md5(code) limit "
                                + GRIDS,
                        String.class)
                .stream()
                .map(grid -> new Workload.Desk(
                        grid, app.bean(TokenService.class).issue(grid, "测量", 1).secret()))
                .toList();
    }

    private String run(BenchServer server, List<Node> running, List<Workload.Desk> desks, String filled)
            throws IOException {
        Workload work = new Workload(running.stream().map(Node::port).toList(), desks);
        String load = ProcessCpu.load();
        long openBefore = open(server.sql(DATABASE));
        work.run(rates.get(0), Math.max(10, seconds / 2));
        List<Long> heapBefore = heaps(running);
        StringBuilder text = new StringBuilder(
                        "| calls/s due | answered/s | failed | p50 | p95 | p99 ms | intake p50 / p95 | list | read | claim | complete | nodes' CPU, % of one | database's |\n|")
                .append(" --- |".repeat(13))
                .append('\n');
        int carried = 0;
        for (int rate : rates) {
            long cpu = cpu(running);
            long databaseCpu = server.cpuMillis();
            Workload.Result result = work.run(rate, seconds);
            double elapsed = result.seconds() * 10;
            text.append("| %d | %.0f | %d | %s | %s | %s | %s | %s | %s | %s | %s | %.0f | %.0f |%n"
                    .formatted(
                            rate,
                            result.rate(),
                            result.failed(),
                            Timing.shown(result.percentile(50)),
                            Timing.shown(result.percentile(95)),
                            Timing.shown(result.percentile(99)),
                            result.of(Workload.Kind.INTAKE),
                            result.of(Workload.Kind.LIST),
                            result.of(Workload.Kind.READ),
                            result.of(Workload.Kind.CLAIM),
                            result.of(Workload.Kind.COMPLETE),
                            (cpu(running) - cpu) / elapsed,
                            (server.cpuMillis() - databaseCpu) / elapsed));
            if (result.percentile(95) > SATURATED_MILLIS || result.rate() < KEPT_UP * rate) {
                break;
            }
            carried = rate;
        }
        List<Long> heapAfter = heaps(running);
        text.append("\nCarried with a p95 below %.0f ms: **%d calls/s**, %d node(s), %s. "
                .formatted(SATURATED_MILLIS, carried, nodes, filled));
        text.append("Start to ready: %s s. Heap after a collection, before and after, MB: %s, %s. %s%n"
                .formatted(
                        running.stream()
                                .map(node -> "%.1f".formatted(node.secondsToReady()))
                                .toList(),
                        heapBefore.stream().map(bytes -> bytes / MB).toList(),
                        heapAfter.stream().map(bytes -> bytes / MB).toList(),
                        pool(server)));
        work.failures().forEach((why, times) -> text.append("%nFailed %d times: %s%n".formatted(times, why)));
        text.append("Lost work: %s.%n".formatted(lost(server, work, openBefore)));
        return text.append(
                        "%nPostgreSQL %s (%s), Java %s, %d processors, load %s before, %s after; the callers run on the same machine.%n"
                                .formatted(
                                        server.version(),
                                        BenchServer.settings(),
                                        Runtime.version(),
                                        Runtime.getRuntime().availableProcessors(),
                                        load,
                                        ProcessCpu.load()))
                .toString();
    }

    private static long cpu(List<Node> running) {
        return running.stream().mapToLong(Node::cpuMillis).sum();
    }

    private static List<Long> heaps(List<Node> running) throws IOException {
        List<Long> heaps = new ArrayList<>();
        for (Node node : running) {
            heaps.add(node.heapAfterCollection());
        }
        return heaps;
    }

    /** Connections that are still held by a transaction after all calls were answered. */
    private static String pool(BenchServer server) {
        return server.sql(DATABASE)
                .queryForObject(
                        "select 'Connections: ' || count(*) || ', in a transaction: '"
                                + " || count(*) filter (where state like 'idle in transaction%' or state = 'active') || '.'"
                                + " from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
                        String.class);
    }

    /** Whether each appeal that was answered 201 is there, and each that was completed no longer open. */
    private static String lost(BenchServer server, Workload work, long openBefore) {
        JdbcTemplate sql = server.sql(DATABASE);
        long there = sql.queryForObject("select count(*) from appeal where source = 'flow'", Long.class);
        long open = openBefore + work.filed() - work.completed();
        return "%d filed, %d of them in the database; %d completed, so %d should be open and %d are"
                .formatted(work.filed(), there, work.completed(), open, open(sql));
    }

    private static long open(JdbcTemplate sql) {
        return sql.queryForObject("select count(*) from appeal where state = 'OPEN'", Long.class);
    }
}
