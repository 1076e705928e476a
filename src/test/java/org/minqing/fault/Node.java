package org.minqing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.minqing.CommandProcess;

/** The application in a process of its own, which can be killed and started again at the same address. */
final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS_OF_CALLERS = 32_768;
    private static final int PORT_TRIES = 50;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private int starts;
    private Process process;

    Node(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.environment = environment;
        this.port = freePort();
    }

    /**
     * Not one of those that a system gives to whoever calls: while the application is down, one of its callers, who keep
     * trying, would be given just this one and sit on it.
     */
    private static int freePort() throws IOException {
        IOException taken = null;
        for (int tried = 0; tried < PORT_TRIES; tried++) {
            try (ServerSocket free =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST_PORT, PORTS_OF_CALLERS))) {
                return free.getLocalPort();
            } catch (BindException another) {
                taken = another;
            }
        }
        throw taken;
    }

    /** @return when it was ready */
    Instant start() throws IOException {
        ProcessBuilder builder = CommandProcess.builder(
                folder.resolve("node-%d-%d.log".formatted(port, ++starts)), "--server.port=" + port);
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        Instant until = Instant.now().plus(START);
        while (!isReady()) {
            assertThat(process.isAlive())
                    .as("the application has ended; see %s", folder)
                    .isTrue();
            assertThat(Instant.now())
                    .as("the application is not ready; see %s", folder)
                    .isBefore(until);
            breathe();
        }
        return Instant.now();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Stands still as a machine that is suspended: it holds its connections and says nothing. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Goes on, and does not know that time has passed. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process sent = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertThat(sent.waitFor()).isZero();
    }

    int port() {
        return port;
    }

    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in order").isTrue();
    }

    long pid() {
        return process.pid();
    }

    boolean isReady() {
        try {
            return get("/actuator/health/readiness", null).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path, String login) throws IOException {
        return send(request(path, login).GET());
    }

    HttpResponse<String> post(String path, String login, String json) throws IOException {
        return send(request(path, login)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** @param key the Idempotency-Key */
    HttpResponse<String> post(String path, String login, String json, String key) throws IOException {
        return send(request(path, login)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A moment between two looks at another process. */
    static void breathe() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

    private HttpRequest.Builder request(String path, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (login != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((login + ":demo").getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
