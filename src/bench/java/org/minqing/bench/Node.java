package org.minqing.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Minqing in a process of its own, in profile {@code prod}, as it stands in the jar: no tests, all schedules running. */
final class Node implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    /** Cookies over plain HTTP: the proxy that would speak TLS is missing here. */
    private static final List<String> WITHOUT_TLS = List.of(
            "--camunda.bpm.webapp.session-cookie.enable-secure-cookie=false",
            "--camunda.bpm.webapp.csrf.enable-secure-cookie=false",
            "--server.servlet.session.cookie.secure=false",
            "--server.address=127.0.0.1");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Process process;
    private final int port;
    private final double secondsToReady;

    /** Starts and waits until it is ready. @param heap e.g. {@code 1g} */
    Node(String name, String url, String heap) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path folder = Files.createDirectories(Path.of("target", "bench", name).toAbsolutePath());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Dfile.encoding=UTF-8",
                "-classpath",
                classPath(),
                "org.minqing.MinqingApplication",
                "--server.port=" + port));
        command.addAll(WITHOUT_TLS);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("node.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPRING_PROFILES_ACTIVE", "prod",
                        "MINQING_DB_URL", url,
                        "MINQING_DB_USER", "postgres",
                        "MINQING_DB_PASSWORD", "postgres",
                        "MINQING_PERSONAL_DATA_KEY", "YmVuY2htYXJrLWtleS1vZi0zMi1ieXRlcy1sZW5ndGg=",
                        "MINQING_AUDIT_KEY", "YmVuY2htYXJrLXNlYWwtb2YtMzItYnl0ZXMtbG9uZyE=",
                        "MINQING_AUDIT_DIR", folder.resolve("audit").toString()));
        long start = System.nanoTime();
        process = builder.start();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > LONGEST_START.toNanos()) {
                process.destroyForcibly();
                throw new IOException("the application is not ready; see " + folder.resolve("node.log"));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        secondsToReady = (System.nanoTime() - start) / 1e9;
    }

    int port() {
        return port;
    }

    /** From the start of the process until it says that it is ready. */
    double secondsToReady() {
        return secondsToReady;
    }

    long cpuMillis() {
        return ProcessCpu.ofFamily(process.pid());
    }

    /** Bytes of the heap that are in use after a full collection. */
    long heapAfterCollection() throws IOException {
        command("GC.run");
        String info = command("GC.heap_info");
        return Arrays.stream(info.split("\n"))
                        .filter(line -> line.contains("used "))
                        .filter(line -> !line.contains("etaspace") && !line.contains("class space"))
                        .map(line -> line.replaceAll(".*used (\\d+)K.*", "$1"))
                        .mapToLong(Long::parseLong)
                        .sum()
                * 1024;
    }

    private String command(String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private boolean isReady() {
        try {
            HttpRequest question = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What the jar holds: neither tests nor benchmarks. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry, "org", "minqing", "bench"))
                        && !entry.contains("junit")
                        && !entry.contains("flowable"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
