package org.minqing.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the answer to a task takes while several people work: Minqing, Camunda and Flowable as they come, in turns. */
@Command(
        name = "complete",
        description = "completing a task, alone and with several people at once, beside other engines")
final class CompleteCommand implements Callable<Integer> {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long BETWEEN_NOTICES = 200;

    @Option(names = "--clients", description = "people who work at once", defaultValue = "8")
    int clients;

    @Option(names = "--cases", description = "cases of each of them in a block", defaultValue = "8")
    int cases;

    @Option(names = "--warm-up", description = "blocks of each before anything is measured", defaultValue = "3")
    int warmUp;

    @Option(names = "--rounds", description = "how often A B C C B A is run", defaultValue = "3")
    int rounds;

    @Option(names = "--out", defaultValue = "target/bench/complete.md")
    Path out;

    @Override
    public Integer call() throws Exception {
        try (BenchServer server = new BenchServer();
                MinqingApp minqing = new MinqingApp(server, "minqing", Map.of());
                CamundaCase camunda = new CamundaCase(server, "camunda");
                FlowableCase flowable = new FlowableCase(server, "flowable")) {
            String report = run(List.of(minqing, camunda, flowable));
            Console.report(out, report);
        }
        return 0;
    }

    private String run(List<CrowdContender> contenders) throws Exception {
        Map<CrowdContender, Queue<Double>> alone = new LinkedHashMap<>();
        Map<CrowdContender, Queue<Double>> together = new LinkedHashMap<>();
        for (CrowdContender one : contenders) {
            alone.put(one, new ConcurrentLinkedQueue<>());
            together.put(one, new ConcurrentLinkedQueue<>());
            for (int i = 0; i < warmUp; i++) {
                block(one, clients, new ConcurrentLinkedQueue<>());
            }
        }
        String loadBefore = ProcessCpu.load();
        for (int round = 0; round < rounds; round++) {
            List<CrowdContender> turn = new ArrayList<>(contenders);
            for (int half = 0; half < 2; half++) {
                for (CrowdContender one : turn) {
                    block(one, 1, alone.get(one));
                    block(one, clients, together.get(one));
                }
                Collections.reverse(turn);
            }
        }
        return "| completing a task, p50 / p95 in ms | one person | %d at once | p50 at once ÷ Minqing's |%n| --- | --- | --- | --- |%n"
                        .formatted(clients)
                + rows(alone, together)
                + "%nLoad %s before, %s after; %d processors.%n"
                        .formatted(
                                loadBefore,
                                ProcessCpu.load(),
                                Runtime.getRuntime().availableProcessors());
    }

    private static String rows(Map<CrowdContender, Queue<Double>> alone, Map<CrowdContender, Queue<Double>> together) {
        StringBuilder text = new StringBuilder();
        Timing ours = timing(together.values().iterator().next());
        alone.forEach((one, took) -> {
            Timing crowd = timing(together.get(one));
            text.append("| %s, %d and %d answers | %s | %s | %.2f |%n"
                    .formatted(
                            one.name(),
                            took.size(),
                            together.get(one).size(),
                            timing(took),
                            crowd,
                            crowd.p50() / ours.p50()));
        });
        return text.toString();
    }

    private static Timing timing(Queue<Double> took) {
        return Timing.of(took.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Some people play their cases; notices go out meanwhile, as they do in production. */
    private void block(CrowdContender one, int people, Queue<Double> took) throws Exception {
        Consumer<Runnable> timed = answer -> {
            long start = System.nanoTime();
            answer.run();
            took.add((System.nanoTime() - start) / NANOS_PER_MILLI);
        };
        Callable<Void> person = () -> {
            for (int i = 0; i < cases; i++) {
                one.play(timed);
            }
            return null;
        };
        ExecutorService crowd = Executors.newFixedThreadPool(people);
        ScheduledExecutorService relay = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> notices =
                    relay.scheduleWithFixedDelay(one::settle, 0, BETWEEN_NOTICES, TimeUnit.MILLISECONDS);
            for (Future<Void> played : crowd.invokeAll(Collections.nCopies(people, person))) {
                played.get();
            }
            if (notices.isDone()) {
                notices.get(); // it ends by itself only when it has failed
            }
        } finally {
            crowd.shutdown();
            relay.shutdown();
            relay.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
