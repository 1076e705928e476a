package org.minqing.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The path of {@link org.minqing.cost.FullCase} on an engine as it comes: the same people claim and answer the same
 * tasks, the same clocks run; notices are asynchronous service tasks that the engine's own job executor carries out, and
 * what is known of the case are process variables. A step is over when its notices have gone out.
 */
abstract class StockCase implements CrowdContender {

    private static final List<String> DEPARTMENTS = List.of("power", "science", "urban");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_EACH = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final String TASK =
            "select t.id_ from act_ru_task t join act_ru_identitylink l on l.task_id_ = t.id_"
                    + " where t.proc_inst_id_ = ? and t.task_def_key_ like ? || '%' and l.group_id_ = ?";

    private final String database;
    protected final JdbcTemplate looking;
    private final Semaphore notices = new Semaphore(0);

    protected final HikariDataSource pool;

    /** @param url of a database that is there */
    StockCase(String database, String url) {
        this.database = database;
        this.pool = BenchServer.pool(url);
        this.looking = new JdbcTemplate(new DriverManagerDataSource(url));
    }

    /** @return the id of the process instance */
    protected abstract String start(String user, Map<String, Object> variables);

    protected abstract void claim(String taskId, String user, String unit);

    protected abstract void complete(String taskId, String user, String unit, Map<String, Object> variables);

    /** Acts under this name; where the engine knows rights, as one of this unit. */
    protected abstract <T> T as(String user, String unit, Supplier<T> action);

    protected final void as(String user, String unit, Runnable action) {
        as(user, unit, () -> {
            action.run();
            return null;
        });
    }

    /** The threads that carry out jobs. */
    protected abstract ThreadPoolExecutor workers();

    protected abstract void stop();

    /** The transaction of a notice's job is committed. */
    protected void noticeGone() {
        notices.release();
    }

    /** The model in this engine's dialect. */
    protected static String model(String namespace, String async, String timeToLive) {
        try (InputStream file = StockCase.class.getResourceAsStream("/bench/stock-case.bpmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"ENGINE\"", '"' + namespace + '"')
                    .replace(" ASYNC ", " " + async + " ")
                    .replace("\"true\"TTL", "\"true\"" + timeToLive);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public void play(BiConsumer<String, Runnable> step) {
        new Play(step, Runnable::run, this::told).run();
    }

    @Override
    public void play(Consumer<Runnable> completion) {
        new Play((name, step) -> step.run(), completion, none -> {}).run();
    }

    protected static Map<String, Object> received() {
        Map<String, Object> known = new HashMap<>(Map.of(
                "subject", "实验室用电容量不足",
                "text", "夏季高峰时经常跳闸，设备停机，已向物业反映多次，希望增加容量。",
                "place", "柴林头社区第一网格",
                "requesterName", "张三",
                "requesterPhone", "13800000000",
                "category", "0108",
                "urgency", "BY_DEADLINE"));
        for (String unit : List.of("grid", "community", "street", "desk", "group")) {
            known.put(unit + "Unit", unit.equals("group") ? "guide" : unit);
        }
        known.put("leadUnit", "power");
        known.put("surveyDueAt", inDays(2));
        known.put("dueAt", inDays(1));
        known.put("warnAt", inDays(1));
        return known;
    }

    private static Map<String, Object> passedOn(String reason, int days) {
        return Map.of("outcome", "ESCALATE", "reason", reason, "dueAt", inDays(days), "warnAt", inDays(days));
    }

    protected static Date inDays(int days) {
        return Date.from(Instant.now().plus(Duration.ofDays(days)));
    }

    /** Waits until so many notices have gone out, and their jobs are committed. */
    protected void told(int expected) {
        try {
            if (!notices.tryAcquire(
                    expected, LONGEST_WAIT.toMillis() + LONGEST_EACH.toMillis() * expected, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name() + ": the notices of this step did not go out");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        while (workers().getActiveCount() > 0 || !workers().getQueue().isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Override
    public void close() {
        stop();
        pool.close();
    }

    /** One case on its way. */
    private final class Play {

        private final BiConsumer<String, Runnable> step;
        private final Consumer<Runnable> completion;
        private final IntConsumer told;
        private String instance;

        /** @param told waits for so many notices */
        Play(BiConsumer<String, Runnable> step, Consumer<Runnable> completion, IntConsumer told) {
            this.step = step;
            this.completion = completion;
            this.told = told;
        }

        void run() {
            step.accept("receive", () -> {
                instance = start("grid-1", received());
                told.accept(1);
            });
            act("grid", List.of("grid"), 1, passedOn("涉及供电容量，网格无法解决", 3));
            act("community", List.of("community"), 1, passedOn("涉及供电容量，社区无法解决", 5));
            act("street", List.of("street"), 1, passedOn("需供电、科技、城管会商", 15));
            act("convene", List.of("desk"), 2, Map.of("departments", new ArrayList<>(DEPARTMENTS)));
            act("accept", DEPARTMENTS, 0, Map.of("accepted", true));
            act("survey", List.of("power"), 0, Map.of("findings", "变压器容量不够"));
            act("opinion", DEPARTMENTS, 0, Map.of("opinion", "可以解决，需一周", "measure1", "增加一台变压器并验收"));
            act("plan", List.of("power"), 1, Map.of("plan", "新增一台变压器，城管配合占道施工"));
            act("departmentSigns", List.of("power"), 1, Map.of());
            act("groupSigns", List.of("guide"), 2, Map.of());
            act("measure", DEPARTMENTS, 1, Map.of("result", "已完成并验收"));
            act("report", List.of("power"), 1, Map.of("reply", "供电容量已增加", "people", 300));
            act("callBack", List.of("desk"), 0, Map.of("rating", "SATISFIED"));
        }

        private void act(String task, List<String> units, int noticesAfter, Map<String, Object> answer) {
            List<Mine> mine = units.stream()
                    .map(unit -> new Mine(open(task, unit), unit + "-1", unit))
                    .toList();
            step.accept(task + ".claim", () -> mine.forEach(one -> claim(one.taskId(), one.user(), one.unit())));
            step.accept(task, () -> {
                mine.forEach(one -> completion.accept(() -> complete(one.taskId(), one.user(), one.unit(), answer)));
                told.accept(noticesAfter);
            });
        }

        /** Waits for this task, which comes after the notice before it. */
        private String open(String task, String unit) {
            long until = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (true) {
                List<String> found = looking.queryForList(TASK, String.class, instance, task, unit);
                if (!found.isEmpty()) {
                    return found.get(0);
                }
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("%s: no task %s of %s".formatted(name(), task, unit));
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    private record Mine(String taskId, String user, String unit) {}
}
