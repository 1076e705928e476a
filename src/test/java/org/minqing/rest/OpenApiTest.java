package org.minqing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description that is committed is the one that the code gives, in both languages. */
@MinqingTest
class OpenApiTest {

    static final Path COMMITTED = Path.of("docs/openapi.json");

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

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
                            || path.getKey().equals(OpenApiConfiguration.ONCE)
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

    /** Two of one name would be described as one, and the one of them wrongly. */
    @Test
    void typesOfTheDescription_haveNamesOfTheirOwn() {
        Map<String, Set<Class<?>>> byName = new TreeMap<>();
        controllers.getHandlerMethods().forEach((mapping, method) -> {
            if (mapping.getPatternValues().stream().anyMatch(path -> path.startsWith("/api/v1/"))) {
                collect(method.getMethod().getGenericReturnType(), byName);
                Arrays.stream(method.getMethod().getGenericParameterTypes()).forEach(type -> collect(type, byName));
            }
        });
        byName.values().removeIf(types -> types.size() == 1);
        assertThat(byName).isEmpty();
    }

    private static void collect(Type type, Map<String, Set<Class<?>>> byName) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, byName));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            Schema named = plain.getAnnotation(Schema.class);
            String name = named == null || named.name().isEmpty() ? plain.getSimpleName() : named.name();
            if (byName.computeIfAbsent(name, none -> new HashSet<>()).add(plain)) {
                Arrays.stream(plain.getRecordComponents())
                        .forEach(component -> collect(component.getGenericType(), byName));
            }
        }
    }

    private JsonNode described() {
        return ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD)
                .get("/api/v1/openapi")
                .body();
    }
}
