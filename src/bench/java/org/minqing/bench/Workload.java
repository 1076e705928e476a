package org.minqing.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.minqing.rest.ApiClient;

/** The mixed work of {@link FlowCommand}: what has been filed is claimed, what has been claimed is completed. */
final class Workload {

    /** What a call is; of a hundred. */
    enum Kind {
        LIST(45),
        READ(10),
        INTAKE(15),
        CLAIM(15),
        COMPLETE(15);

        private final int share;

        Kind(int share) {
            this.share = share;
        }
    }

    private static final int CALLERS = 64;
    private static final String FILED = """
            {"source": "flow", "subject": "路灯不亮，夜间出行不便", "text": "楼下路灯坏了三天，老人晚上出行不便。编号 %d",
            "unitCode": "%s", "requester": {"name": "张三", "phone": "13800000000"}}""";
    private static final String DONE = "{\"outcome\": \"RESOLVE\", \"fields\": {\"reply\": \"路灯已修复\", \"people\": 30}}";

    private final List<Integer> ports;
    private final List<Desk> desks;
    private final Queue<Desk> filedAt = new ConcurrentLinkedQueue<>();
    private final Queue<Claimed> claimed = new ConcurrentLinkedQueue<>();
    private final AtomicLong filed = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** @param token of the unit's system */
    record Desk(String unit, String token) {}

    private record Claimed(Desk desk, String taskId) {}

    Workload(List<Integer> ports, List<Desk> desks) {
        this.ports = ports;
        this.desks = desks;
    }

    /** Why calls failed, and how often. */
    Map<String, Integer> failures() {
        return failures;
    }

    long filed() {
        return filed.get();
    }

    long completed() {
        return completed.get();
    }

    /** Calls fall due one after the other whether earlier ones have been answered or not. */
    Result run(int rate, int seconds) {
        int all = rate * seconds;
        double[] took = new double[all];
        Kind[] kinds = new Kind[all];
        AtomicInteger failed = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        SplittableRandom random = new SplittableRandom(rate);
        long start = System.nanoTime();
        for (int i = 0; i < all; i++) {
            long due = start + i * 1_000_000_000L / rate;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            int call = i;
            Kind wanted = kind(random.nextInt(100));
            Desk desk = desks.get(random.nextInt(desks.size()));
            callers.execute(() -> {
                try {
                    kinds[call] = act(wanted, desk);
                } catch (RuntimeException notAnswered) {
                    failed.incrementAndGet();
                    failures.merge(brief(notAnswered), 1, Integer::sum);
                    kinds[call] = wanted;
                }
                took[call] = (System.nanoTime() - due) / 1e6;
            });
        }
        callers.shutdown();
        try {
            callers.awaitTermination(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new Result(took, kinds, (System.nanoTime() - start) / 1e9, failed.get());
    }

    private static String brief(RuntimeException failure) {
        String why = failure.getClass().getSimpleName() + " " + failure.getMessage();
        String plain = why.replaceAll("[0-9]{6,}[-0-9]*", "N");
        return plain.substring(0, Math.min(160, plain.length()));
    }

    private static Kind kind(int percent) {
        int rest = percent;
        for (Kind kind : Kind.values()) {
            rest -= kind.share;
            if (rest < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    /** @return what it was in the end: who finds nothing to claim or complete looks at his list */
    private Kind act(Kind wanted, Desk desk) {
        switch (wanted) {
            case INTAKE -> {
                require(api(desk).post("/api/v1/appeals", FILED.formatted(filed.get(), desk.unit())), 201);
                filed.incrementAndGet();
                filedAt.add(desk);
                return Kind.INTAKE;
            }
            case CLAIM -> {
                Desk at = filedAt.poll();
                if (at != null) {
                    return claim(at);
                }
            }
            case COMPLETE -> {
                Claimed task = claimed.poll();
                if (task != null) {
                    require(api(task.desk()).post("/api/v1/tasks/" + task.taskId() + "/complete", DONE), 200);
                    completed.incrementAndGet();
                    return Kind.COMPLETE;
                }
            }
            case READ -> {
                Claimed task = claimed.peek();
                if (task != null) {
                    require(api(task.desk()).get("/api/v1/tasks/" + task.taskId()), 200, 410, 404);
                    return Kind.READ;
                }
            }
            case LIST -> {
                // below
            }
        }
        require(api(desk).get("/api/v1/tasks?limit=50"), 200);
        return Kind.LIST;
    }

    /** The newest of the unit's unclaimed tasks; somebody else may have been quicker. */
    private Kind claim(Desk desk) {
        ApiClient.Answer found = require(
                api(desk).get("/api/v1/tasks?limit=1&state=CLAIMABLE&key=userTask_handleAppeal&sort=-createdAt"), 200);
        for (JsonNode task : found.body().path("tasks")) {
            String id = task.path("id").asText();
            if (require(api(desk).post("/api/v1/tasks/" + id + "/claim", "{}"), 200, 409)
                            .status()
                    == 200) {
                claimed.add(new Claimed(desk, id));
            }
        }
        return Kind.CLAIM;
    }

    private static ApiClient.Answer require(ApiClient.Answer answer, Integer... expected) {
        if (!Arrays.asList(expected).contains(answer.status())) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer;
    }

    private ApiClient api(Desk desk) {
        return ApiClient.bearer(ports.get((int) (calls.getAndIncrement() % ports.size())), desk.token());
    }

    /** @param took ms from when each call was due */
    record Result(double[] took, Kind[] kinds, double seconds, int failed) {

        double rate() {
            return (took.length - failed) / seconds;
        }

        double percentile(double percent) {
            double[] sorted = took.clone();
            Arrays.sort(sorted);
            return Timing.percentile(sorted, percent);
        }

        Timing of(Kind kind) {
            double[] of = new double[took.length];
            int count = 0;
            for (int i = 0; i < took.length; i++) {
                if (kinds[i] == kind) {
                    of[count++] = took[i];
                }
            }
            return Timing.of(Arrays.copyOf(of, count));
        }
    }
}
