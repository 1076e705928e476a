package org.minqing.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Camunda as it comes in a process of its own, started anew like ours, with cases that an earlier process has left:
 * {@code mass} starts it. It says when it is ready, begins when it is told to, and prints seconds and processor time in ms.
 */
@Command(name = "camunda-node", hidden = true)
final class CamundaNode implements Callable<Integer> {

    private static final String READY = "ready";
    private static final String TOOK = "took ";

    @Option(names = "--url", required = true)
    String url;

    @Option(names = "--cases", required = true)
    int cases;

    @Override
    public Integer call() throws IOException {
        try (CamundaCase camunda = new CamundaCase("camunda", url, false)) {
            Console.print(READY + "\n");
            System.in.read();
            long cpu = ProcessCpu.ofThisJvm();
            double seconds = camunda.goOn(cases);
            Console.print(TOOK + seconds + " " + (ProcessCpu.ofThisJvm() - cpu) + "\n");
        }
        return 0;
    }

    /** Starts it on a database that {@link CamundaCase#overdue} has filled, and waits for the end. */
    static Overdue moves(BenchServer server, String database, int cases) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dfile.encoding=UTF-8",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Bench.class.getName(),
                        "camunda-node",
                        "--url=" + server.url(database),
                        "--cases=" + cases)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                OutputStream begin = process.getOutputStream()) {
            await(said, READY);
            long databaseCpu = server.cpuMillis();
            begin.write('\n');
            begin.flush();
            String[] took = await(said, TOOK).split(" ");
            databaseCpu = server.cpuMillis() - databaseCpu;
            return new Overdue(
                    cases / Double.parseDouble(took[0]), (Long.parseLong(took[1]) + databaseCpu) / (double) cases);
        } finally {
            process.destroy();
        }
    }

    /** @return what stands behind that word */
    private static String await(BufferedReader said, String word) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length());
            }
        }
        throw new IOException("Camunda has ended before it said " + word);
    }

    /** @param cpuMillis of the JVM and the database, for each case */
    record Overdue(double perSecond, double cpuMillis) {}
}
