package org.minqing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that names a key is carried out once, whichever node is asked and whatever happens to the one that did it. */
class RepeatedCallIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OFFICER = "grid01";
    private static final String RESOLVE = "{\"outcome\": \"RESOLVE\", \"fields\": {\"reply\": \"已修复\"}}";

    private static Server server;

    @TempDir
    Path folder;

    @BeforeAll
    static void database(@TempDir Path data) throws IOException {
        server = new Server(data.resolve("data"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void nodeIsKilledAfterItsAnswer_theOtherOneAndItselfAfterTheRestartRepeatIt() throws Exception {
        Map<String, String> environment = server.database("repeated");
        try (Node first = new Node(folder, environment);
                Node second = new Node(folder, environment)) {
            first.start();
            second.start();
            String number = file(first);
            String complete = "/api/v1/tasks/" + task(first, number) + "/complete";
            HttpResponse<String> done = first.post(complete, OFFICER, RESOLVE, number);
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
            assertRepeated(second.post(complete, OFFICER, RESOLVE, number), done);
            first.kill();
            assertRepeated(second.post(complete, OFFICER, RESOLVE, number), done);
            first.start();
            assertRepeated(first.post(complete, OFFICER, RESOLVE, number), done);
            List<String> resolved = new ArrayList<>();
            read(first, "/api/v1/appeals/" + number)
                    .get("timeline")
                    .forEach(entry -> resolved.add(entry.get("kind").asText()));
            assertThat(resolved).containsOnlyOnce("RESOLVED");

            eightAtOnce(first, second);
        }
    }

    /** Four at each node, without a key. */
    private static void eightAtOnce(Node first, Node second) throws IOException {
        String complete = "/api/v1/tasks/" + task(first, file(first)) + "/complete";
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(i % 2 == 0 ? first : second, complete)))
                .toList();
        assertThat(calls.stream().map(CompletableFuture::join).sorted())
                .containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
    }

    private static int status(Node node, String complete) {
        try {
            return node.post(complete, OFFICER, RESOLVE).statusCode();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void assertRepeated(HttpResponse<String> again, HttpResponse<String> done) {
        assertThat(again.statusCode()).isEqualTo(done.statusCode());
        assertThat(again.body()).isEqualTo(done.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    private static String file(Node node) throws IOException {
        HttpResponse<String> filed = node.post(
                "/api/v1/appeals",
                OFFICER,
                "{\"source\": \"walk\", \"subject\": \"楼道灯不亮\", \"unitCode\": \"%s\"}".formatted(Driver.GRID));
        return JSON.readTree(filed.body()).path("number").asText();
    }

    private static String task(Node node, String number) throws IOException {
        return read(node, "/api/v1/tasks?appeal=" + number).at("/tasks/0/id").asText();
    }

    private static JsonNode read(Node node, String path) throws IOException {
        return JSON.readTree(node.get(path, OFFICER).body());
    }
}
