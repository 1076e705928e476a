package org.minqing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.cost.Meter;
import org.minqing.joint.JointDriver;
import org.minqing.joint.JointModel;
import org.minqing.rest.ApiClient;
import org.minqing.security.TokenService;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What departments' systems do over REST: the page of 50 tasks, as the number of other units' tasks grows while the unit's
 * own stays the same; and completing, with its transactions counted.
 */
@Command(name = "departments", description = "a department's task page and completing, over REST")
final class DepartmentsCommand implements Callable<Integer> {

    private static final String DATABASE = "departments";
    private static final String UNIT = "bench-department-";
    private static final String PAGE = "/api/v1/tasks?limit=50";
    private static final String ACCEPT = "{\"outcome\": \"ACCEPT\"}";
    private static final String OPINION = "{\"outcome\": \"OPINION\", \"fields\": {\"opinion\": \"需新增一台变压器\","
            + " \"measure1\": \"更换变压器\", \"measure2\": \"改造线路\"}}";

    @Option(names = "--tasks", split = ",", description = "open tasks of all units", defaultValue = "10000,100000")
    List<Integer> tasks;

    @Option(names = "--own", description = "those of the unit that asks, always", defaultValue = "100")
    int own;

    @Option(names = "--units", defaultValue = "3000")
    int units;

    @Option(names = "--times", description = "timed calls of each question", defaultValue = "200")
    int times;

    @Option(names = "--completions", description = "timed completions of each kind", defaultValue = "80")
    int completions;

    @Option(names = "--clients", description = "systems that call at once", defaultValue = "8")
    int clients;

    @Option(names = "--out", defaultValue = "target/bench/departments.md")
    Path out;

    private final Map<String, Map<Integer, String>> pages = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        try (BenchServer server = new BenchServer();
                MinqingApp app = new MinqingApp(server, DATABASE, Map.of())) {
            String load = ProcessCpu.load();
            JdbcTemplate sql = server.sql(DATABASE);
            JointDriver joint = app.bean(JointDriver.class);
            sql.execute("create extension if not exists pg_stat_statements");
            fillUnits(sql);
            Appeal pattern = joint.convened(TestDirectory.POWER);
            ApiClient asking = system(app, UNIT + 0);
            int filled = 0;
            for (int size : tasks) {
                fillTasks(sql, pattern, filled, size);
                filled = size;
                measurePages(server.meter(DATABASE), sql, asking, size);
            }
            String report = pages()
                    + completions(server, app, joint)
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

    private void fillUnits(JdbcTemplate sql) {
        sql.update(
                "insert into unit (code, name, level, parent_code, path) select ? || n, '单位' || n, 'DEPARTMENT', ?,"
                        + " '/4201/420106/' || ? || n || '/' from generate_series(0, ?) n",
                UNIT,
                TestDirectory.DISTRICT,
                UNIT,
                units - 1);
    }

    /** Each task is about an appeal of its own; the first ones are those of the unit that asks. */
    private void fillTasks(JdbcTemplate sql, Appeal pattern, int from, int to) {
        AppealCopies.of(sql, pattern, from, to);
        sql.update("""
                insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number, subject,
                    unit_code, unit_path, place_path, level, urgency, category, due_at, created_at)
                select 'bench-' || n, 'none', ?, '签收任务', a.id, a.number, a.subject, u.code, u.path, a.place_path, 'JOINT',
                    'BY_DEADLINE', a.category, a.received_at + (n * 7919 % 20160 - 1440) * interval '1 minute', a.received_at
                from generate_series(?, ?) n join appeal a on a.number = ? || '-' || n
                    join unit u on u.code = ? || case when n < ? then 0 else 1 + n % ? end""", JointModel.ACCEPT_PART, from, to - 1, pattern.number(), UNIT, own, units - 1);
        sql.execute("vacuum analyze");
    }

    private void measurePages(Meter meter, JdbcTemplate sql, ApiClient asking, int size) {
        String cursor = asking.get(PAGE).text("next");
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("the page of 50, by due time", "");
        questions.put("the next page", "&cursor=" + cursor);
        questions.put("overdue", "&overdue=true");
        questions.put("of one class", "&category=01");
        questions.put("unclaimed, by urgency", "&state=CLAIMABLE&sort=urgency");
        questions.forEach((what, question) -> {
            Timing timing = Timing.of(times / 2, times, () -> require(asking.get(PAGE + question)));
            pages.computeIfAbsent(what, none -> new LinkedHashMap<>()).put(size, timing.toString());
        });
        meter.start();
        for (int i = 0; i < times; i++) {
            require(asking.get(PAGE));
        }
        meter.stop();
        Long blocks = sql.queryForObject(
                "select sum(shared_blks_hit + shared_blks_read) from pg_stat_statements where dbid = (select oid from"
                        + " pg_database where datname = current_database())",
                Long.class);
        pages.computeIfAbsent("blocks of 8 kB that the server looked at for the page", none -> new LinkedHashMap<>())
                .put(size, "%d".formatted(blocks / times));
        pages.computeIfAbsent("the page, " + clients + " systems at once", none -> new LinkedHashMap<>())
                .put(
                        size,
                        Timing.of(atOnce(times, i -> require(asking.get(PAGE)))).toString());
    }

    private String pages() {
        StringBuilder text = new StringBuilder("| what, p50 / p95 in ms | ")
                .append(tasks.stream().map("%,d open tasks"::formatted).collect(Collectors.joining(" | ")))
                .append(" |\n|")
                .append(" --- |".repeat(tasks.size() + 1))
                .append('\n');
        pages.forEach((what, sizes) -> text.append("| ")
                .append(what)
                .append(" | ")
                .append(String.join(" | ", sizes.values()))
                .append(" |\n"));
        return text.append(
                        "\n%d of the tasks are the asking unit's, the others those of %,d units, each of an appeal of its own; %d calls each after %d of warm-up.%n%n"
                                .formatted(own, units - 1, times, times / 2))
                .toString();
    }

    /** In turn, so that nothing that changes meanwhile favours one of them. */
    private String completions(BenchServer server, MinqingApp app, JointDriver joint) {
        ApiClient power = system(app, TestDirectory.POWER);
        Meter meter = server.meter(DATABASE);
        meter.quiet(true);
        StringBuilder text = new StringBuilder(
                "| completing, one transaction each | calls | p50 / p95, ms | commits each | statements each | WAL each, kB |\n"
                        + "| --- | --- | --- | --- | --- | --- |\n");
        List<String> warm = parts(joint, power, completions / 2);
        warm.forEach(task -> complete(power, opinion(power, complete(power, task, ACCEPT, null)), OPINION, null));
        List<String> plain = parts(joint, power, completions);
        List<String> accepted = new ArrayList<>();
        text.append(row("签收, one system", meter, plain, task -> accepted.add(complete(power, task, ACCEPT, null))));
        List<String> opinions =
                accepted.stream().map(number -> opinion(power, number)).toList();
        text.append(
                row("意见 with two measures, one system", meter, opinions, task -> complete(power, task, OPINION, null)));
        List<String> keyed = parts(joint, power, completions);
        text.append(row(
                "签收 with an Idempotency-Key, one system",
                meter,
                keyed,
                task -> complete(power, task, ACCEPT, "k-" + task)));
        Queue<String> waiting = new ConcurrentLinkedQueue<>(parts(joint, power, 2 * completions));
        int all = waiting.size();
        meter.start();
        long start = System.nanoTime();
        double[] took = atOnce(all, i -> complete(power, waiting.remove(), ACCEPT, null));
        double seconds = (System.nanoTime() - start) / 1e9;
        text.append(line("签收, %d systems at once, %.0f/s".formatted(clients, all / seconds), meter.stop(), took));
        meter.quiet(false);
        return text.toString();
    }

    private String row(String what, Meter meter, List<String> tasks, java.util.function.Consumer<String> complete) {
        double[] took = new double[tasks.size()];
        meter.start();
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            complete.accept(tasks.get(i));
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        return line(what, meter.stop(), took);
    }

    private static String line(String what, Meter.Cost cost, double[] took) {
        return "| %s | %d | %s | %.2f | %.1f | %.1f |%n"
                .formatted(
                        what,
                        took.length,
                        Timing.of(took),
                        cost.commits() / (double) took.length,
                        cost.statements() / (double) took.length,
                        cost.wal() / 1000.0 / took.length);
    }

    /** Ids of tasks that wait to be accepted, each of a research of its own. */
    private static List<String> parts(JointDriver joint, ApiClient power, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> joint.convened(TestDirectory.POWER).number())
                .map(number -> task(power, JointModel.ACCEPT_PART, number))
                .toList();
    }

    private static String opinion(ApiClient power, String number) {
        return task(power, JointModel.GIVE_OPINION, number);
    }

    private static String task(ApiClient power, String key, String number) {
        return require(power.get("/api/v1/tasks?key=" + key + "&appeal=" + number))
                .body()
                .at("/tasks/0/id")
                .asText();
    }

    /** @return the number of the task's appeal */
    private static String complete(ApiClient system, String task, String answer, String key) {
        return require(system.send("POST", "/api/v1/tasks/" + task + "/complete", answer, key))
                .text("appeal");
    }

    /** @return how long each call took, in ms */
    private double[] atOnce(int calls, java.util.function.IntConsumer call) {
        ExecutorService callers = Executors.newFixedThreadPool(clients);
        try {
            double[] took = new double[calls];
            CompletableFuture<?>[] running = IntStream.range(0, calls)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                long start = System.nanoTime();
                                call.accept(i);
                                took[i] = (System.nanoTime() - start) / 1e6;
                            },
                            callers))
                    .toArray(CompletableFuture[]::new);
            Arrays.stream(running).forEach(CompletableFuture::join);
            return took;
        } finally {
            callers.shutdown();
        }
    }

    private static ApiClient system(MinqingApp app, String unit) {
        return ApiClient.bearer(
                app.port(), app.bean(TokenService.class).issue(unit, "bench", 1).secret());
    }

    private static ApiClient.Answer require(ApiClient.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
