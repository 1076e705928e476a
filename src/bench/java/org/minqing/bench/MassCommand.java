package org.minqing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.minqing.security.Browser;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The system stood still for three days, and thousands of grids have missed their deadlines: how fast they are recorded
 * and go up, in which order, what those see that fall due meanwhile, and what lists take meanwhile. Beside it, in the same
 * run, the same on Camunda as it comes, in a process started anew like ours, with as many cases.
 */
@Command(name = "mass", description = "many overdue deadlines after a stop")
final class MassCommand implements Callable<Integer> {

    private static final String DATABASE = "mass";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int NEWLY_DUE = 200;
    private static final String OVERDUE_TIMERS =
            "select count(*) from act_ru_job where handler_cfg_ = 'event_levelDeadline' and duedate_ <= now()";

    @Option(names = "--overdue", defaultValue = "20000")
    int overdue;

    @Option(names = "--stock", description = "cases on Camunda as it comes", defaultValue = "20000")
    int stock;

    @Option(names = "--minutes", description = "the moves are watched no longer", defaultValue = "4")
    int minutes;

    @Option(names = "--out", defaultValue = "target/bench/mass.md")
    Path out;

    @Override
    public Integer call() throws IOException, SQLException {
        try (BenchServer server = new BenchServer()) {
            String load = ProcessCpu.load();
            try (CamundaCase camunda = new CamundaCase(server, "camunda")) {
                camunda.overdue(stock);
            }
            CamundaNode.Overdue stocks = CamundaNode.moves(server, "camunda", stock);
            try (MinqingApp filling = new MinqingApp(server, DATABASE, Map.of())) {
                City city = new City(filling, server, DATABASE);
                city.settle();
                city.growOverdue(overdue, NEWLY_DUE);
            }
            String report = watch(server, stocks)
                    + "%nPostgreSQL %s (%s), Java %s, %d processors, load %s before, %s after.%n"
                            .formatted(
                                    server.version(),
                                    BenchServer.settings(),
                                    Runtime.version(),
                                    Runtime.getRuntime().availableProcessors(),
                                    load,
                                    ProcessCpu.load());
            Console.report(out, report);
        }
        return 0;
    }

    private String watch(BenchServer server, CamundaNode.Overdue stocks) throws IOException {
        JdbcTemplate sql = server.sql(DATABASE);
        sql.execute(
                "create table bench_seen (stay_id bigint primary key, recorded_at timestamptz, moved_at timestamptz)");
        sql.execute("create table bench_due as select s.id as stay_id, s.appeal_id, s.due_at, s.due_at > now() as newly"
                + " from level_stay s where s.left_at is null");
        sql.execute("create index on bench_due (appeal_id)");
        int before = sql.queryForObject(OVERDUE_TIMERS, Integer.class);
        long started = System.nanoTime();
        try (Node node = new Node("mass", server.url(DATABASE), "1g")) {
            long ready = System.nanoTime();
            fallDueFromNowOn(sql);
            long cpu = node.cpuMillis() + server.cpuMillis();
            Map<String, List<Double>> meanwhile = new ConcurrentHashMap<>();
            Thread reader = new Thread(() -> read(node, meanwhile));
            reader.start();
            double allRecorded = 0;
            Long lastBreach = 0L;
            Long lastEntry = sql.queryForObject("select max(id) from timeline_entry", Long.class);
            List<int[]> left = new ArrayList<>();
            long until = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            int open = before;
            while (System.nanoTime() < until
                    && (open > 0
                            || System.nanoTime() - ready
                                    < Duration.ofSeconds(30).toNanos())) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                // only what has come since the last look, so that looking costs little
                lastBreach = sql.queryForObject(
                        "with seen as (insert into bench_seen (stay_id, recorded_at) select b.stay_id, clock_timestamp()"
                                + " from breach b join bench_due d on d.stay_id = b.stay_id where b.id > ?)"
                                + " select coalesce(max(id), 0) from breach",
                        Long.class,
                        lastBreach);
                lastEntry = sql.queryForObject(
                        "with moved as (update bench_seen s set moved_at = clock_timestamp() from timeline_entry t"
                                + " join bench_due d on d.appeal_id = t.appeal_id"
                                + " where t.id > ? and t.kind = 'LEVEL_LEFT' and s.stay_id = d.stay_id)"
                                + " select coalesce(max(id), 0) from timeline_entry",
                        Long.class,
                        lastEntry);
                open = sql.queryForObject(OVERDUE_TIMERS, Integer.class);
                int recorded = sql.queryForObject(
                        "select count(*) from bench_seen s join bench_due d on d.stay_id = s.stay_id where not newly",
                        Integer.class);
                if (allRecorded == 0 && recorded >= overdue) {
                    allRecorded = (System.nanoTime() - started) / 1e9;
                }
                left.add(new int[] {(int) ((System.nanoTime() - ready) / 1_000_000), open});
            }
            reader.interrupt();
            cpu = node.cpuMillis() + server.cpuMillis() - cpu;
            return report(sql, node, before, stocks, cpu, allRecorded, left, meanwhile);
        }
    }

    /** Those that are left fall due one after the other from ten seconds from now on, twenty a second. */
    private static void fallDueFromNowOn(JdbcTemplate sql) {
        sql.update("""
                with late as (select j.id_, row_number() over (order by j.id_) as n from act_ru_job j
                    where j.handler_cfg_ = 'event_levelDeadline' and j.duedate_ > now())
                update act_ru_job j set duedate_ = now() + interval '10 seconds' + n * interval '0.05 second'
                from late where late.id_ = j.id_""");
        sql.update("""
                update level_stay s set due_at = j.duedate_ from act_ru_job j join act_ru_execution e
                    on e.id_ = j.process_instance_id_ join appeal a on a.number = e.business_key_
                where s.appeal_id = a.id and s.left_at is null and j.handler_cfg_ = 'event_levelDeadline'
                    and j.duedate_ > now()""");
        sql.update("update bench_due d set due_at = s.due_at from level_stay s where s.id = d.stay_id and d.newly");
    }

    private String report(
            JdbcTemplate sql,
            Node node,
            int before,
            CamundaNode.Overdue stocks,
            long cpu,
            double allRecorded,
            List<int[]> left,
            Map<String, List<Double>> meanwhile) {
        int moved = sql.queryForObject("select count(*) from bench_seen where moved_at is not null", Integer.class);
        Double seconds = sql.queryForObject(
                "select extract(epoch from max(moved_at) - min(moved_at)) from bench_seen s join bench_due d"
                        + " on d.stay_id = s.stay_id where not newly",
                Double.class);
        double rate = moved / Math.max(1, seconds);
        StringBuilder text = new StringBuilder();
        text.append("| what | figure |\n| --- | --- |\n");
        line(text, "overdue levels when it starts", "%,d".formatted(before));
        line(
                text,
                "start of the process to ready; before it is, what has expired is recorded",
                "%.1f s".formatted(node.secondsToReady()));
        line(
                text,
                "start of the process until every breach and its reminder are recorded",
                "%.1f s".formatted(allRecorded));
        line(text, "moved to the next level", "%,d in %.0f s: **%.0f/s**".formatted(moved, seconds, rate));
        line(
                text,
                "CPU for each, node and database, with all who read meanwhile",
                "%.1f ms".formatted(cpu / (double) moved));
        line(
                text,
                "Camunda 7.24 as it comes, %,d cases, same run, started anew as well".formatted(stock),
                "%.0f/s, %.1f ms of CPU each".formatted(stocks.perSecond(), stocks.cpuMillis()));
        line(
                text,
                "ratio of the rates, of the CPU",
                "**%.2f**, **%.2f**".formatted(rate / stocks.perSecond(), cpu / (double) moved / stocks.cpuMillis()));
        line(
                text,
                "levels with more than one breach",
                sql.queryForObject(
                        "select count(*) from (select stay_id from breach group by stay_id having count(*) > 1) b",
                        String.class));
        line(
                text,
                "breaches recorded out of due order (urgent first among equals)",
                sql.queryForObject("""
                        select count(*) from (select d.due_at, lag(d.due_at) over (order by b.id) as earlier
                            from breach b join bench_due d on d.stay_id = b.stay_id where not d.newly) o
                        where earlier > due_at""", String.class));
        line(
                text,
                "moves that came before one due earlier, beyond the jobs taken at once",
                sql.queryForObject("""
                        select count(*) from (select n, row_number() over (order by due_at) as should from (
                            select d.due_at, row_number() over (order by t.id) as n from timeline_entry t
                                join bench_due d on d.appeal_id = t.appeal_id where t.kind = 'LEVEL_LEFT' and not d.newly) o) p
                        where abs(n - should) > 50""", String.class));
        line(
                text,
                "levels that fall due while the backlog is worked off: recorded after their due time, p50 / p95 / most, s",
                sql.queryForObject("""
                        select round(percentile_cont(0.5) within group (order by late)::numeric, 1) || ' / '
                            || round(percentile_cont(0.95) within group (order by late)::numeric, 1) || ' / '
                            || round(max(late)::numeric, 1) || ', ' || count(*) || ' of them' from (
                            select extract(epoch from s.recorded_at - d.due_at) as late from bench_seen s
                            join bench_due d on d.stay_id = s.stay_id where newly) l""", String.class));
        line(
                text,
                "the same: moved after the last of the backlog that was due before, s at most",
                sql.queryForObject("""
                        select coalesce(round(extract(epoch from max(s.moved_at) filter (where newly)
                            - max(s.moved_at) filter (where not newly))::numeric, 1)::text, '')
                            || ', ' || count(*) filter (where newly and s.moved_at is not null) || ' moved'
                        from bench_seen s join bench_due d on d.stay_id = s.stay_id""", String.class));
        new TreeMap<>(meanwhile)
                .forEach((what, took) -> line(
                        text,
                        "meanwhile, " + what + ", p50 / p95 ms",
                        Timing.of(took.stream().mapToDouble(Double::doubleValue).toArray()) + ", " + took.size()
                                + " calls"));
        text.append("\nOverdue timers left, by seconds after ready:");
        for (int i = 0; i < left.size(); i += Math.max(1, left.size() / 12)) {
            text.append(" %d s %,d;".formatted(left.get(i)[0] / 1000, left.get(i)[1]));
        }
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String what, String figure) {
        text.append("| ").append(what).append(" | ").append(figure).append(" |\n");
    }

    /** A person at each kind of desk who keeps looking, every quarter of a second. */
    private static void read(Node node, Map<String, List<Double>> meanwhile) {
        Map<String, Browser> people = new TreeMap<>();
        for (String who : List.of("b-grid", "b-street", "b-district")) {
            people.put(who, new Browser(node.port()).basic(who, City.PASSWORD));
        }
        while (!Thread.currentThread().isInterrupted()) {
            people.forEach((who, page) -> {
                long start = System.nanoTime();
                int status = page.get("/api/v1/tasks?limit=50").statusCode();
                if (status == 200) {
                    meanwhile
                            .computeIfAbsent(who + " /api/v1/tasks", none -> new ArrayList<>())
                            .add((System.nanoTime() - start) / 1e6);
                }
            });
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
