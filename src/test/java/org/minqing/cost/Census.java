package org.minqing.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says where the cost of a case comes from: its statements by origin, and the tables and indexes its WAL is for. */
final class Census {

    private static final int WIDTH = 150;

    private Census() {}

    /** @param measured per step the runs that were measured; the last of each is told of */
    static void write(Path file, String head, Meter meter, Map<String, List<Meter.Cost>> measured) throws IOException {
        Map<String, Long> wal = new TreeMap<>();
        measured.values()
                .forEach(costs -> meter.walByRelation(last(costs))
                        .forEach((relation, bytes) -> wal.merge(relation, bytes, Long::sum)));
        Files.writeString(
                file,
                "%s%n%s%nWAL by table and index:%n%s%n%nby step:%n%s"
                        .formatted(head, statements(measured), descending(wal), bySteps(measured)));
    }

    static String bySteps(Map<String, List<Meter.Cost>> measured) {
        return measured.entrySet().stream()
                .flatMap(step -> last(step.getValue()).lines().stream()
                        .map(line -> "%-18s %-6s %3d × %s"
                                .formatted(step.getKey(), line.origin(), line.calls(), line.brief(WIDTH))))
                .collect(Collectors.joining("\n"));
    }

    private static String statements(Map<String, List<Meter.Cost>> measured) {
        Map<String, Long> calls = new TreeMap<>();
        measured.values()
                .forEach(costs -> last(costs).lines().forEach(line -> {
                    calls.merge(line.origin() + ", all", (long) line.calls(), Long::sum);
                    calls.merge(line.origin() + " " + line.brief(WIDTH), (long) line.calls(), Long::sum);
                }));
        return descending(calls);
    }

    private static String descending(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> "%7d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("\n"));
    }

    private static Meter.Cost last(List<Meter.Cost> costs) {
        return costs.get(costs.size() - 1);
    }
}
