package org.minqing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The description that is committed is the one that the code gives, in both languages. */
@MinqingTest
class OpenApiTest {

    static final Path COMMITTED = Path.of("docs/openapi.json");

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Test
    void descriptionInTheRepository_isThatOfTheCode() throws IOException {
        String now =
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(described()) + "\n";
        Path written = Path.of("target/openapi.json");
        Files.writeString(written, now);
        assertThat(COMMITTED)
                .as("out of date: cp %s %s".formatted(written, COMMITTED))
                .hasContent(now);
    }

    @Test
    void everyOperation_isSummedUpInChineseAndEnglishAndSaysHowItRefuses() {
        List<String> bad = new ArrayList<>();
        JsonNode api = described();
        assertThat(api.get("openapi").asText()).startsWith("3.1");
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    boolean both = operation.getValue().path("summary").asText().matches("\\p{IsHan}.* · [A-Z].*");
                    boolean refuses = operation
                            .getValue()
                            .at("/responses/default/content/application~1problem+json")
                            .isObject();
                    boolean repeatable = operation.getKey().equals("get")
                            || operation
                                    .getValue()
                                    .path("parameters")
                                    .toString()
                                    .contains("Idempotency-Key");
                    if (!both || !refuses || !repeatable) {
                        bad.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(bad).isEmpty();
    }

    private JsonNode described() {
        return ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD)
                .get("/api/v1/openapi")
                .body();
    }
}
