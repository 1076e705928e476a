package org.minqing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.minqing.cost.Meter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one full case costs: Minqing, Camunda and Flowable as they come, and its rows by plain JDBC, interleaved. */
@Command(name = "cost", description = "one full case beside other engines: statements, commits, WAL, rows, CPU, size")
final class CostCommand implements Callable<Integer> {

    private static final int KB = 1024;

    @Option(names = "--warm-up", description = "cases of each before anything is measured", defaultValue = "40")
    int warmUp;

    @Option(names = "--rounds", description = "how often A B C D D C B A is run", defaultValue = "3")
    int rounds;

    @Option(
            names = "--counted",
            description = "cases of a block whose statements and WAL are counted",
            defaultValue = "5")
    int counted;

    @Option(names = "--timed", description = "cases of a block whose CPU is measured", defaultValue = "30")
    int timed;

    @Option(
            names = "--stored",
            description = "cases by which a database grows when its size is measured",
            defaultValue = "200")
    int stored;

    @Option(names = "--out", defaultValue = "target/bench/cost.md")
    Path out;

    @Override
    public Integer call() throws IOException {
        try (BenchServer server = new BenchServer()) {
            List<Contender> contenders = new ArrayList<>();
            try {
                contenders.add(new MinqingApp(server, "minqing", Map.of()));
                contenders.add(new CamundaCase(server, "camunda"));
                contenders.add(new FlowableCase(server, "flowable"));
                contenders.add(new PlainRows(server, "plain"));
                String report = run(server, contenders);
                Console.report(out, report);
            } finally {
                contenders.forEach(Contender::close);
            }
        }
        return 0;
    }

    private String run(BenchServer server, List<Contender> contenders) {
        Map<Contender, Figures> figures = new LinkedHashMap<>();
        contenders.forEach(one -> figures.put(one, new Figures(server.meter(one.database()))));
        contenders.forEach(one -> times(warmUp, one));
        String loadBefore = ProcessCpu.load();
        for (int round = 0; round < rounds; round++) {
            List<Contender> there = new ArrayList<>(contenders);
            there.forEach(one -> measure(server, one, figures.get(one)));
            Collections.reverse(there);
            there.forEach(one -> measure(server, one, figures.get(one)));
        }
        contenders.forEach(one -> figures.get(one).stored = stored(server, one));
        return report(server, figures, loadBefore);
    }

    private static void times(int count, Contender one) {
        for (int i = 0; i < count; i++) {
            one.play((name, step) -> step.run());
        }
        one.settle();
    }

    /** Counts first, with nothing else writing; then processor time, with everything as it is in production. */
    private void measure(BenchServer server, Contender one, Figures figures) {
        figures.meter.quiet(true);
        for (int i = 0; i < counted; i++) {
            one.play((name, step) -> {
                figures.meter.start();
                step.run();
                figures.steps.computeIfAbsent(name, none -> new ArrayList<>()).add(figures.meter.stop());
            });
        }
        figures.meter.start();
        one.settle();
        figures.settled.add(figures.meter.stop());
        figures.meter.quiet(false);

        long database = server.cpuMillis();
        long jvm = ProcessCpu.ofThisJvm();
        times(timed, one);
        figures.jvm.add((ProcessCpu.ofThisJvm() - jvm) / (double) timed);
        figures.database.add((server.cpuMillis() - database) / (double) timed);
    }

    private double stored(BenchServer server, Contender one) {
        long before = server.packedSize(one.database());
        times(stored, one);
        return (server.packedSize(one.database()) - before) / (double) stored / KB;
    }

    private String report(BenchServer server, Map<Contender, Figures> all, String loadBefore) {
        Figures minqing = all.values().iterator().next();
        Figures camunda = all.values().stream().skip(1).findFirst().orElseThrow();
        Figures flowable = all.values().stream().skip(2).findFirst().orElseThrow();
        StringBuilder text = new StringBuilder();
        text.append("| per case | ")
                .append(all.keySet().stream().map(Contender::name).collect(Collectors.joining(" | ")))
                .append(" | Minqing ÷ Camunda | ÷ Flowable |\n|")
                .append(" --- |".repeat(all.size() + 3))
                .append('\n');
        row(text, all, "SQL statements", "%.0f", figures -> figures.perCase(Meter.Cost::statements));
        row(text, all, "commits that write", "%.1f", figures -> figures.perCase(Meter.Cost::commits));
        row(text, all, "WAL, kB", "%.0f", figures -> figures.perCase(Meter.Cost::wal) / KB);
        row(text, all, "rows written", "%.0f", figures -> figures.perCase(Meter.Cost::rows));
        row(text, all, "CPU, ms: JVM", "%.1f", figures -> median(figures.jvm));
        row(text, all, "CPU, ms: database", "%.1f", figures -> median(figures.database));
        row(text, all, "CPU, ms: both", "%.1f", Figures::cpu);
        row(text, all, "database per finished case, packed, kB", "%.1f", figures -> figures.stored);
        text.append(
                "\nPostgreSQL %s (%s), Java %s, %d processors, load %s before, %s after; %d blocks of %d counted and %d timed cases each.%n"
                        .formatted(
                                server.version(),
                                BenchServer.settings(),
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                loadBefore,
                                ProcessCpu.load(),
                                2 * rounds,
                                counted,
                                timed));
        text.append(
                        "\n| step | statements | Camunda | Flowable | commits | Camunda | Flowable | WAL, kB | Camunda | Flowable |\n|")
                .append(" --- |".repeat(10))
                .append('\n');
        minqing.steps
                .keySet()
                .forEach(step -> text.append("| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f |%n"
                        .formatted(
                                step,
                                minqing.step(step, Meter.Cost::statements),
                                camunda.step(step, Meter.Cost::statements),
                                flowable.step(step, Meter.Cost::statements),
                                minqing.step(step, Meter.Cost::commits),
                                camunda.step(step, Meter.Cost::commits),
                                flowable.step(step, Meter.Cost::commits),
                                minqing.step(step, Meter.Cost::wal) / KB,
                                camunda.step(step, Meter.Cost::wal) / KB,
                                flowable.step(step, Meter.Cost::wal) / KB)));
        all.forEach((one, figures) -> text.append(
                "\n%s, statements of one case by origin:\n\n```\n%s\n```\n".formatted(one.name(), figures.origins())));
        return text.toString();
    }

    private static void row(
            StringBuilder text, Map<Contender, Figures> all, String what, String format, ToDoubleFunction<Figures> of) {
        List<Double> values = all.values().stream().map(of::applyAsDouble).toList();
        text.append("| ")
                .append(what)
                .append(" | ")
                .append(values.stream().map(format::formatted).collect(Collectors.joining(" | ")))
                .append(" | %.2f | %.2f |%n".formatted(values.get(0) / values.get(1), values.get(0) / values.get(2)));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** What was measured of one contender. */
    private final class Figures {

        private final Meter meter;
        private final Map<String, List<Meter.Cost>> steps = new LinkedHashMap<>();
        private final List<Meter.Cost> settled = new ArrayList<>();
        private final List<Double> jvm = new ArrayList<>();
        private final List<Double> database = new ArrayList<>();
        private double stored;

        Figures(Meter meter) {
            this.meter = meter;
        }

        double step(String name, ToDoubleFunction<Meter.Cost> of) {
            return median(steps.get(name).stream().map(of::applyAsDouble).toList());
        }

        /** The medians of the steps, and a case's share of what is done for a block at once. */
        double perCase(ToDoubleFunction<Meter.Cost> of) {
            double block = median(settled.stream().map(of::applyAsDouble).toList());
            return steps.keySet().stream().mapToDouble(step -> step(step, of)).sum() + block / counted;
        }

        double cpu() {
            List<Double> both = new ArrayList<>();
            for (int i = 0; i < jvm.size(); i++) {
                both.add(jvm.get(i) + database.get(i));
            }
            return median(both);
        }

        String origins() {
            Map<String, Integer> calls = new TreeMap<>();
            steps.values()
                    .forEach(costs -> costs.get(costs.size() - 1)
                            .lines()
                            .forEach(line ->
                                    calls.merge(line.origin() + " " + line.brief(110), line.calls(), Integer::sum)));
            return calls.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .limit(25)
                    .map(entry -> "%4d %s".formatted(entry.getValue(), entry.getKey()))
                    .collect(Collectors.joining("\n"));
        }
    }
}
