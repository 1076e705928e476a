package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.GUIDANCE_GROUP;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.STREET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.rest.ApiClient;
import org.minqing.rest.ApiClient.Answer;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every example of the description is carried out, and what comes back has the fields that the description names. */
@MinqingTest
class ApiExamplesTest {

    private static final String TEMPLATE = "ASSIGNED/zh";
    private static final Path DESCRIPTION = Path.of("docs/openapi.json");

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    JdbcClient jdbc;

    /** Per example: a case that is ready for it, as the part of the address that is its own. */
    private final Map<String, Supplier<String>> ready = new LinkedHashMap<>();

    /** Who does it, where the administrator does not. */
    private static final Map<String, String> CALLERS = Map.ofEntries(
            Map.entry("acceptPart", "power-1"),
            Map.entry("giveOpinion", "power-1"),
            Map.entry("carryOutMeasure", "power-1"),
            Map.entry("handleAppeal", "grid-1"),
            Map.entry("extension", "grid-1"),
            Map.entry("fileAppeal", "grid-1"),
            Map.entry("sourceReply", "desk-1"),
            Map.entry("withdrawal", "desk-1"),
            Map.entry("rating", "desk-1"),
            Map.entry("leaderCase", "leader-1"),
            Map.entry("sitting", "desk-1"),
            Map.entry("areas", "desk-1"),
            Map.entry("reveal", "desk-1"),
            Map.entry("searchByPhone", "desk-1"),
            Map.entry("erasure", "desk-1"),
            Map.entry("unitSettings", "street-1"),
            Map.entry("officerSettings", "street-2"),
            Map.entry("password", "example-1"),
            Map.entry("readNotices", "desk-1"));

    private ApiClient administrator;

    @BeforeEach
    void cases() {
        driver.clock("2026-03-02T10:00");
        administrator = ApiClient.basic(port, users.administrator(), TestUsers.PASSWORD);
        ready.put("acceptPart", () -> task(joint.convened(POWER), JointModel.ACCEPT_PART));
        ready.put("giveOpinion", () -> {
            Appeal appeal = joint.convened(POWER);
            joint.accept(appeal, POWER);
            return task(appeal, JointModel.GIVE_OPINION);
        });
        ready.put(
                "carryOutMeasure",
                () -> task(joint.adopted(joint.file(), "measure1", "换变压器"), JointModel.CARRY_OUT_MEASURE));
        ready.put("handleAppeal", this::handle);
        ready.put("extension", this::handle);
        ready.put("token", () -> "");
        ready.put("fileAppeal", () -> "");
        ready.put("sourceReply", () -> driver.file(GRID).number());
        ready.put("withdrawal", () -> driver.file(GRID).number());
        ready.put("rating", () -> {
            Appeal appeal = driver.file(GRID);
            driver.answer(appeal, "userTask_handleAppeal", "grid-1", "RESOLVE", "reply", "好了");
            return appeal.number();
        });
        ready.put("absence", () -> "street-2");
        ready.put("roles", () -> "street-2");
        ready.put("leaderCase", () -> driver.file(GRID).number());
        ready.put("sitting", () -> "");
        ready.put("areas", () -> GUIDANCE_GROUP);
        ready.put("reveal", this::withRequester);
        ready.put("searchByPhone", () -> "");
        ready.put("readNotices", () -> "");
        ready.put("unitSettings", () -> STREET);
        ready.put("officerSettings", () -> "street-2");
        ready.put("webhook", () -> POWER);
        ready.put("template", () -> TEMPLATE);
        ready.put("templatePreview", () -> TEMPLATE);
        ready.put("erasure", this::withRequester);
        ready.put("password", () -> "");
        ready.put("setUp", () -> "");
        if (jdbc.sql("select 1 from officer where id = 'example-1'")
                .query()
                .listOfRows()
                .isEmpty()) {
            joint.unit("420106-EXAMPLES", "DEPARTMENT", "example-1"); // his password becomes another
        }
    }

    @ParameterizedTest(name = "{1} {2}: {0}")
    @MethodSource("examples")
    void exampleIsSent_itWorks(String name, String method, String address, JsonNode body, JsonNode answerSchema) {
        assertThat(ready).as("a case for the example").containsKey(name);
        String path =
                address.replaceFirst("\\{[^}]+}(/\\{[^}]+})?", ready.get(name).get());
        ApiClient caller = CALLERS.containsKey(name)
                ? ApiClient.basic(port, users.officer(CALLERS.get(name)), TestUsers.PASSWORD)
                : administrator;
        String sent = body.toString();
        if (name.equals("sitting")) { // a batch needs cases that are there
            sent = sent.replace("420106-20260302-00001", driver.file(GRID).number())
                    .replace("leader01", "leader-1");
        }
        if (name.equals("password")) {
            sent = sent.replace("Correct-horse-7", TestUsers.PASSWORD);
        }
        Answer answer = caller.send(method.toUpperCase(java.util.Locale.ROOT), path, sent, null);
        if (name.equals("setUp")) { // works once in an installation's life: ClosedStartTest sends it to one that is new
            assertThat(answer.status()).isEqualTo(404);
            return;
        }
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        if (answer.body().isObject()) {
            List<String> described = new ArrayList<>();
            answerSchema.path("properties").fieldNames().forEachRemaining(described::add);
            List<String> answered = new ArrayList<>();
            answer.body().fieldNames().forEachRemaining(answered::add);
            assertThat(described).containsAll(answered);
        }
        if (name.equals("absence")) {
            administrator.send("DELETE", path, null, null);
        }
        switch (name) { // as it was before, for the tests that come after
            case "areas" -> caller.send("PUT", path, "{\"areas\": []}", null);
            case "unitSettings" ->
                assertThat(caller.send("PUT", path, "{\"channels\": []}", null).status())
                        .isEqualTo(204);
            case "officerSettings" ->
                assertThat(caller.send("PUT", path, "{\"channels\": [], \"phone\": \"\"}", null)
                                .status())
                        .isEqualTo(204);
            case "template" -> caller.send("DELETE", path, null, null);
            case "webhook" -> caller.send("DELETE", "/api/v1/notification-addresses/" + answer.text("id"), null, null);
            default -> {
                // what the others leave behind is in nobody's way
            }
        }
    }

    static Stream<Arguments> examples() throws IOException {
        JsonNode api = new ObjectMapper().readTree(DESCRIPTION.toFile());
        List<Arguments> found = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode examples = operation.getValue().at("/requestBody/content/application~1json/examples");
                    JsonNode answer = Stream.of("200", "201")
                            .map(status -> operation
                                    .getValue()
                                    .at("/responses/" + status + "/content/application~1json/schema/$ref"))
                            .filter(JsonNode::isTextual)
                            .map(ref -> api.at(ref.asText().substring(1)))
                            .findFirst()
                            .orElse(new ObjectMapper().missingNode());
                    examples.properties()
                            .forEach(example -> found.add(Arguments.of(
                                    example.getKey(),
                                    operation.getKey(),
                                    path.getKey(),
                                    example.getValue().get("value"),
                                    answer)));
                }));
        return found.stream();
    }

    private String withRequester() {
        return ApiClient.basic(port, users.officer("desk-1"), TestUsers.PASSWORD)
                .post(
                        "/api/v1/appeals",
                        "{\"source\": \"hotline\", \"subject\": \"路灯不亮\", \"unitCode\": \"%s\",".formatted(GRID)
                                + " \"requester\": {\"name\": \"张三\", \"phone\": \"13800000000\"}}")
                .text("number");
    }

    private String handle() {
        return driver.task(driver.file(GRID), "userTask_handleAppeal").taskId();
    }

    private String task(Appeal appeal, String key) {
        return joint.task(appeal, key, POWER).taskId();
    }
}
