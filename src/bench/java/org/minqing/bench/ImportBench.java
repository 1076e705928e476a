package org.minqing.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.minqing.intake.AppealImport;
import org.minqing.intake.AppealReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One large file of appeals into running processes, in the real directory: rate, and the heap as it goes on. */
@Command(name = "import", description = "appeals from one file into running processes: rate, memory")
final class ImportBench implements Callable<Integer> {

    private static final String DATABASE = "imported";
    private static final int POINTS = 20;
    private static final int MB = 1 << 20;
    private static final int PROVINCE = 470_000;
    private static final int SECONDS_PER_HOUR = 3600;

    @Option(names = "--rows", defaultValue = "50000")
    int rows;

    @Option(names = "--out", defaultValue = "target/bench/import.md")
    Path out;

    @Override
    public Integer call() throws IOException {
        try (BenchServer server = new BenchServer();
                MinqingApp app = new MinqingApp(server, DATABASE, Map.of())) {
            City city = new City(app, server, DATABASE);
            city.settle();
            Path file = Files.createTempFile("appeals", ".csv");
            try {
                write(file, city.communities());
                String report = run(server, app, file);
                Console.report(out, report);
            } finally {
                Files.delete(file);
            }
        }
        return 0;
    }

    /** About each row another community, by its name in the text, so that the place is looked for as in work. */
    private void write(Path file, List<String> places) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            csv.write("留言编号,留言主题,留言时间,留言详情\n");
            for (int i = 0; i < rows; i++) {
                String place = places.get((int) (i * 7919L % places.size()));
                csv.write("b%d,%s路灯不亮，出行不便,2026/3/2 10:00:00,\"%s的路灯已经坏了三天，老人晚上出行不便，希望尽快修复。此前已向物业反映，未见处理。编号%d\"%n"
                        .formatted(i, place, place, i));
            }
        }
    }

    private String run(BenchServer server, MinqingApp app, Path file) {
        List<Point> points = new ArrayList<>();
        String load = ProcessCpu.load();
        long cpu = ProcessCpu.ofThisJvm();
        long databaseCpu = server.cpuMillis();
        long start = System.nanoTime();
        AppealReport report = app.bean(AppealImport.class).importFile(file, "bench", (done, all) -> {
            if (done * POINTS / all > points.size() || done == all) {
                points.add(new Point(done, (System.nanoTime() - start) / 1e9, heap()));
            }
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = report.created() / seconds;
        StringBuilder text = new StringBuilder(
                "| rows done | s | rows/s since the last | heap after a collection, MB |\n| --- | --- | --- | --- |\n");
        Point before = new Point(0, 0, 0);
        for (Point point : points) {
            text.append("| %,d | %.0f | %.0f | %d |%n"
                    .formatted(
                            point.done(),
                            point.seconds(),
                            (point.done() - before.done()) / (point.seconds() - before.seconds()),
                            point.heap() / MB));
            before = point;
        }
        return text.append(
                        "%n%,d appeals in %.0f s: **%.0f/s**, %.1f ms of CPU each in the JVM and %.1f in the database; %d refused, %d known. A province's %,d at this rate: %.1f hours.%n"
                                .formatted(
                                        report.created(),
                                        seconds,
                                        rate,
                                        (ProcessCpu.ofThisJvm() - cpu) / (double) report.created(),
                                        (server.cpuMillis() - databaseCpu) / (double) report.created(),
                                        report.refused().size(),
                                        report.known(),
                                        PROVINCE,
                                        PROVINCE / rate / SECONDS_PER_HOUR))
                .append("%nPostgreSQL %s (%s), Java %s, %d processors, load %s before, %s after.%n"
                        .formatted(
                                server.version(),
                                BenchServer.settings(),
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                load,
                                ProcessCpu.load()))
                .toString();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private record Point(long done, double seconds, long heap) {}
}
