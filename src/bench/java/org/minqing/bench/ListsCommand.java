package org.minqing.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.insight.PackService;
import org.minqing.security.Browser;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long lists, counts and figures take over HTTP, the access rule on, for people of different reach, as the number of
 * open cases grows. Up to {@code --open} every case is whole, engine and all; beyond, up to {@code --rows-open}, there are
 * the rows that our own lists read, and only those are asked.
 */
@Command(name = "lists", description = "lists, counts, figures against the number of open and finished cases")
final class ListsCommand implements Callable<Integer> {

    private static final String DATABASE = "lists";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENGINE = "/camunda/api/engine/engine/default/";
    private static final String INSIGHT = "/camunda/api/minqing/insight/";

    @Option(
            names = "--open",
            split = ",",
            description = "whole open cases, ascending",
            defaultValue = "10000,50000,200000")
    List<Long> open;

    @Option(names = "--finished", description = "finished cases, from the first size on", defaultValue = "200000")
    long finished;

    @Option(names = "--rows-open", description = "open cases as rows of our lists; 0 = none", defaultValue = "500000")
    long rowsOpen;

    @Option(
            names = "--who",
            split = ",",
            description = "who asks",
            defaultValue = "b-grid,b-street,b-department,b-desk,b-district,b-city")
    List<String> who;

    @Option(names = "--times", description = "timed calls of each question", defaultValue = "40")
    int times;

    @Option(names = "--kept", description = "folder of a database that stays for the next run")
    Path kept;

    @Option(names = "--rows-only", description = "measure only the lists at --rows-open", defaultValue = "false")
    boolean rowsOnly;

    @Option(names = "--fill-only", description = "measure nothing", defaultValue = "false")
    boolean fillOnly;

    @Option(names = "--out", defaultValue = "target/bench/lists.md")
    Path out;

    private final Map<String, Map<Long, Timing>> figures = new LinkedHashMap<>();
    private final StringBuilder slow = new StringBuilder();

    @Override
    public Integer call() throws IOException, SQLException {
        try (BenchServer server = new BenchServer(kept);
                MinqingApp app = new MinqingApp(server, DATABASE, Map.of())) {
            City city = new City(app, server, DATABASE);
            city.settle();
            JdbcTemplate sql = server.sql(DATABASE);
            sql.execute("create extension if not exists pg_stat_statements");
            List<String> made = new ArrayList<>();
            String load = ProcessCpu.load();
            for (long size : open) {
                made.add(fill(city, size, true));
                if (!fillOnly && !rowsOnly) {
                    measure(app, city, sql, size, true);
                }
            }
            if (rowsOpen > 0) {
                made.add(fill(city, rowsOpen, false));
                if (!fillOnly) {
                    measure(app, city, sql, rowsOpen, false);
                }
            }
            String report = report(server, made, load);
            Console.report(out, report);
        }
        return 0;
    }

    private String fill(City city, long size, boolean engineToo) throws SQLException {
        long start = System.nanoTime();
        city.grow(size, finished, engineToo);
        if (!engineToo) {
            city.superviseSome();
        }
        return "%,d open and %,d finished cases, %,d open tasks of %,d units (filled in %d s)"
                .formatted(
                        city.count("appeal where state in ('OPEN', 'CLOSING')"),
                        city.count("appeal where state = 'CLOSED'"),
                        city.count("inbox"),
                        city.count("(select distinct unit_code from inbox) u"),
                        (System.nanoTime() - start) / 1_000_000_000);
    }

    private void measure(MinqingApp app, City city, JdbcTemplate sql, long size, boolean engineToo) throws IOException {
        sql.execute("select pg_stat_statements_reset()");
        for (String who : this.who) {
            Browser page = new Browser(app.port());
            page.signIn("tasklist", who, City.PASSWORD);
            if (engineToo) {
                tasklist(page, who, size);
            }
            Browser rest = new Browser(app.port()).basic(who, City.PASSWORD);
            for (String question :
                    List.of("", "&overdue=true", "&sort=urgency", "&sort=-createdAt", "&state=CLAIMABLE")) {
                time(
                        who,
                        "/api/v1/tasks?limit=50" + question,
                        size,
                        () -> rest.get("/api/v1/tasks?limit=50" + question));
            }
            own(page, who, size);
            cases(page, who, size);
        }
        pack(app, size);
        board(app, sql, size);
        slow.append("\n%,d open, the slowest statements (mean ms, calls):\n\n```\n".formatted(size));
        sql.query(
                "select round(mean_exec_time::numeric, 1) || ' ms x ' || calls || '  '"
                        + " || left(regexp_replace(query, '\\s+', ' ', 'g'), 400) from pg_stat_statements"
                        + " where calls >= 5 and query not like '%pg_stat_statements%' and dbid = (select oid from"
                        + " pg_database where datname = current_database()) order by mean_exec_time desc limit 12",
                row -> {
                    slow.append(row.getString(1)).append('\n');
                });
        slow.append("```\n");
    }

    /** What Tasklist asks: the page of a list as it stands in it, and the number beside the list's name. */
    private void tasklist(Browser page, String who, long size) throws IOException {
        Map<String, String> lists = new LinkedHashMap<>();
        page.header("Accept", "application/json");
        for (JsonNode list :
                JSON.readTree(page.get(ENGINE + "filter?resourceType=Task").body())) {
            lists.put(list.get("name").asText(), list.get("id").asText());
        }
        page.header("Accept", "application/hal+json, application/json; q=0.5");
        lists.forEach((name, id) -> {
            for (String sort : List.of("created desc", "dueDate asc")) {
                String[] by = sort.split(" ");
                String body = "{\"sorting\":[{\"sortBy\":\"%s\",\"sortOrder\":\"%s\"}]}".formatted(by[0], by[1]);
                time(
                        who,
                        "Tasklist " + name + ", " + sort,
                        size,
                        () -> page.post(ENGINE + "filter/" + id + "/list?firstResult=0&maxResults=15", body));
            }
            time(who, "Tasklist " + name + ", count", size, () -> page.post(ENGINE + "filter/" + id + "/count", "{}"));
        });
        page.header("Accept", "application/json");
    }

    private void own(Browser page, String who, long size) {
        page.header("Accept", "application/json");
        for (String list : List.of("PROBLEMS", "TASKS", "EFFECTS")) {
            String path = INSIGHT + "lists/" + list;
            time(who, "list " + list + ", page", size, () -> page.get(path));
            time(who, "list " + list + ", overdue, page", size, () -> page.get(path + "?overdue=true"));
            time(who, "list " + list + ", one category, page", size, () -> page.get(path + "?category=01"));
            time(who, "list " + list + ", count", size, () -> page.get(path + "/count"));
            time(who, "list " + list + ", one category, count", size, () -> page.get(path + "/count?category=01"));
        }
        for (String question : List.of("overview", "rates", "research", "supervision", "choices")) {
            time(who, question, size, () -> page.get(INSIGHT + question));
        }
        time(who, "notices", size, () -> page.get("/camunda/api/minqing/notices"));
        time(who, "numbers of Tasklist's lists", size, () -> page.get("/camunda/api/minqing/tasks/counts"));
        time(who, "monthly dispatches", size, () -> page.get("/camunda/api/minqing/dispatches"));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        for (String rate : List.of("RESPONSE", "RESOLUTION", "SATISFACTION", "FIRST_TIME")) {
            time(
                    who,
                    "cases of the rate " + rate,
                    size,
                    () -> page.get(INSIGHT + "rates/" + rate + "/cases?from=" + today.minusDays(30) + "&to=" + today));
        }
        time(
                who,
                "archive, one month, page",
                size,
                () -> page.get(INSIGHT + "lists/EFFECTS?from=" + today.minusDays(60) + "&to=" + today.minusDays(30)));
        int all = times;
        times = Math.max(2, all / 10);
        for (String list : List.of("PROBLEMS", "TASKS", "EFFECTS")) {
            time(
                    who,
                    "list " + list + ", Excel, one month",
                    size,
                    () -> page.get(
                            INSIGHT + "lists/" + list + "/workbook?from=" + today.minusDays(30) + "&to=" + today));
        }
        times = all;
    }

    /** Searches, and what is asked of one case: the oldest that who asks has open. */
    private void cases(Browser page, String who, long size) throws IOException {
        String search = "/camunda/api/minqing/search";
        for (String words : List.of("路灯", "没有人写过的话", "13800000001", "420106-20260101-00001")) {
            time(who, "search " + words, size, () -> page.post(search, "{\"text\":\"" + words + "\"}"));
        }
        JsonNode rows =
                JSON.readTree(page.get(INSIGHT + "lists/PROBLEMS").body()).path("rows");
        if (!rows.isEmpty()) {
            String number = rows.get(0).path("number").asText();
            time(who, "similar appeals", size, () -> page.get("/camunda/api/minqing/appeals/" + number + "/similar"));
            time(who, "a case's file", size, () -> page.get(INSIGHT + "cases/" + number));
        }
    }

    /** Collected once a month, when nobody waits for it: how long it takes for the largest district. */
    private void pack(MinqingApp app, long size) {
        PackService packs = app.bean(PackService.class);
        Unit district = app.bean(DirectoryService.class).require(City.FULL_DISTRICT);
        YearMonth month = YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(1);
        figures.computeIfAbsent(
                        "nobody | the month's pack of a district, with its workbook", none -> new LinkedHashMap<>())
                .put(size, Timing.of(1, 3, () -> packs.collect(district, month)));
    }

    /** Each call the board of another community, street, district: it is made once a minute for each. */
    private void board(MinqingApp app, JdbcTemplate sql, long size) {
        Browser anybody = new Browser(app.port());
        for (String level : List.of("COMMUNITY", "STREET")) {
            List<String> units = sql.queryForList(
                    "select code from unit where level = ? order by md5(code || now()::text)", String.class, level);
            AtomicInteger next = new AtomicInteger();
            time(
                    "anybody",
                    "board of a " + level,
                    size,
                    () -> anybody.get("/board/" + units.get(next.getAndIncrement() % units.size()) + "/cases"));
        }
        List<String> large =
                sql.queryForList("select code from unit where level in ('DISTRICT', 'CITY')", String.class);
        double[] took = large.stream()
                .mapToDouble(unit -> {
                    long start = System.nanoTime();
                    anybody.get("/board/" + unit + "/cases");
                    return (System.nanoTime() - start) / 1e6;
                })
                .toArray();
        figures.computeIfAbsent("anybody | board of a district or the city", none -> new LinkedHashMap<>())
                .put(size, Timing.of(took));
    }

    private void time(String who, String what, long size, java.util.function.Supplier<HttpResponse<String>> call) {
        int status = call.get().statusCode();
        if (status == 403 || status == 404) {
            return;
        }
        if (status != 200) {
            throw new IllegalStateException(
                    who + ", " + what + ": " + status + " " + call.get().body());
        }
        figures.computeIfAbsent(who + " | " + what, none -> new LinkedHashMap<>())
                .put(size, Timing.of(times / 4, times, call));
    }

    private String report(BenchServer server, List<String> made, String load) {
        List<Long> sizes = new ArrayList<>(open);
        if (rowsOpen > 0) {
            sizes.add(rowsOpen);
        }
        StringBuilder text =
                new StringBuilder("p50 / p95 in ms over HTTP, one caller, %d calls each after %d of warm-up.\n\n"
                        .formatted(times, times / 4));
        text.append("| who | what | ")
                .append(sizes.stream().map("%,d open"::formatted).collect(Collectors.joining(" | ")))
                .append(" |\n|")
                .append(" --- |".repeat(sizes.size() + 2))
                .append('\n');
        figures.forEach((question, timings) -> text.append("| ")
                .append(question)
                .append(" | ")
                .append(sizes.stream()
                        .map(size ->
                                timings.containsKey(size) ? timings.get(size).toString() : "")
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        made.forEach(one -> text.append("\n- ").append(one));
        return text.append("\n\nPostgreSQL %s (%s), Java %s, %d processors, load %s before, %s after.\n"
                        .formatted(
                                server.version(),
                                BenchServer.settings(),
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                load,
                                ProcessCpu.load()))
                .append(slow)
                .toString();
    }
}
