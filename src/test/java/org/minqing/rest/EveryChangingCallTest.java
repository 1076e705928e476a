package org.minqing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.minqing.MinqingTest;
import org.minqing.rest.ApiClient.Answer;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every call of the published description that changes something takes the key, whatever it is: each is sent twice, by the
 * first of these callers that is let in, about a thing that does not exist; and once more with other words.
 */
@MinqingTest
class EveryChangingCallTest {

    private static final List<String> CALLERS = List.of("desk-1", "leader-1", "power-1", "grid-1");

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("changingCalls")
    void callIsRepeatedUnderItsKey_theSameAnswerComes_anotherCallUnderItIsRefused(
            String method, String path, boolean file) {
        BiFunction<ApiClient, String, Answer> call = file
                ? (caller, key) -> caller.upload(path, new byte[] {1}, key)
                : (caller, key) -> caller.send(method, path, "{}", key);
        for (ApiClient caller : callers()) {
            String key = UUID.randomUUID().toString();
            Answer first = call.apply(caller, key);
            if (first.status() == 401 || first.status() == 403) {
                continue;
            }
            assertThat(first.status()).as(first.body().toString()).isLessThan(500);
            assertThat(first.raw().headers().firstValue(RepeatedCalls.REPLAYED)).isEmpty();
            Answer again = call.apply(caller, key);
            assertThat(again.raw().headers().firstValue(RepeatedCalls.REPLAYED)).contains("true");
            assertThat(again.status()).isEqualTo(first.status());
            assertThat(again.raw().body()).isEqualTo(first.raw().body());
            Answer other =
                    file ? caller.upload(path, new byte[] {2}, key) : caller.send(method, path, "{\"a\": 1}", key);
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.problem()).isEqualTo("idempotency-key-reused");
            return;
        }
        throw new AssertionError("none of the callers was let in");
    }

    private List<ApiClient> callers() {
        List<ApiClient> all = new ArrayList<>();
        all.add(ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD));
        CALLERS.forEach(officer -> all.add(ApiClient.basic(port, users.officer(officer), TestUsers.PASSWORD)));
        return all;
    }

    static Stream<Arguments> changingCalls() throws IOException {
        JsonNode api = new ObjectMapper().readTree(OpenApiTest.COMMITTED.toFile());
        List<Arguments> found = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("get"))
                        .filter(operation -> !path.getKey().equals(OpenApiConfiguration.ONCE))
                        .forEach(operation -> found.add(Arguments.of(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replaceAll("\\{[^}]+}", "0"),
                                operation.getValue().at("/requestBody/content").has("multipart/form-data")))));
        assertThat(found).hasSizeGreaterThan(30);
        return found.stream();
    }
}
