package org.minqing.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An operation that the fuzzer calls.
 *
 * @param door as in the access matrix
 * @param path from the root on, with names in braces
 * @param query names of parameters with their schemas
 * @param body the schema, or a missing node where nothing is known of it
 * @param api where the schema's references lead
 */
record FuzzAddress(
        String door,
        String method,
        String path,
        Map<String, JsonNode> query,
        JsonNode body,
        List<JsonNode> examples,
        String contentType,
        JsonNode api) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path OURS = Path.of("docs", "openapi.json");
    private static final String ENGINES = "/openapi.json";
    private static final List<String> ENGINE_DOORS = List.of("/engine-rest/", "/camunda/api/engine/engine/default/");
    private static final String OURS_IN_THE_WEBAPPS = "/camunda/api/minqing/";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT");

    boolean isOurs() {
        return door.equals("ours");
    }

    boolean isOfTheWebapps() {
        return path.startsWith("/camunda/");
    }

    String name() {
        return method + ' ' + path;
    }

    /** All that is described, and what is mapped without a description. */
    static List<FuzzAddress> all(RequestMappingHandlerMapping controllers) throws IOException {
        Map<String, FuzzAddress> found = new HashMap<>();
        described(JSON.readTree(OURS.toFile()), "ours", List.of(""), found);
        try (InputStream engines = FuzzAddress.class.getResourceAsStream(ENGINES)) {
            described(JSON.readTree(engines), "engine", ENGINE_DOORS, found);
        }
        for (AccessMatrix.Address address : new MappedAddresses(controllers).all()) {
            List<String> doors = switch (address.door()) {
                case "ours" -> List.of("");
                case "engine" -> ENGINE_DOORS;
                default -> List.of("/camunda/api/" + address.door() + '/');
            };
            for (String door : doors) {
                mapped(address, (door + address.path()).replaceAll("//+", "/"), found);
            }
        }
        return found.values().stream()
                .sorted(java.util.Comparator.comparing(FuzzAddress::name))
                .toList();
    }

    private static void described(JsonNode api, String door, List<String> roots, Map<String, FuzzAddress> found) {
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    for (String root : roots) {
                        String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                        JsonNode content = operation.getValue().at("/requestBody/content");
                        String type = content.isObject() ? content.fieldNames().next() : null;
                        JsonNode body = type == null ? content : content.get(type);
                        boolean file = body.at("/schema/properties/file").isObject();
                        FuzzAddress address = new FuzzAddress(
                                door,
                                method,
                                (root + path.getKey()).replaceAll("//+", "/"),
                                query(operation.getValue()),
                                body.path("schema"),
                                examples(body),
                                file ? "multipart/form-data" : type,
                                api);
                        found.put(address.shape(), address);
                    }
                }));
    }

    private static Map<String, JsonNode> query(JsonNode operation) {
        Map<String, JsonNode> names = new HashMap<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.put(parameter.get("name").asText(), parameter.path("schema"));
            }
        });
        return names;
    }

    private static List<JsonNode> examples(JsonNode body) {
        List<JsonNode> values = new ArrayList<>();
        body.path("examples").forEach(example -> values.add(example.path("value")));
        return values;
    }

    /** What Tasklist shares with {@code /api} takes the same bodies. */
    private static void mapped(AccessMatrix.Address address, String path, Map<String, FuzzAddress> found) {
        String method = address.method().equals("*") ? "GET" : address.method();
        FuzzAddress plain = new FuzzAddress(
                address.door(),
                method,
                path,
                Map.of(),
                JSON.missingNode(),
                List.of(),
                path.endsWith("/attachments") && method.equals("POST")
                        ? "multipart/form-data"
                        : WITH_BODY.contains(method) ? "application/json" : null,
                JSON.missingNode());
        if (found.containsKey(plain.shape())) {
            return;
        }
        FuzzAddress twin = path.startsWith(OURS_IN_THE_WEBAPPS)
                ? found.get(method + ' ' + blank(path.replace(OURS_IN_THE_WEBAPPS, "/api/v1/")))
                : null;
        found.put(
                plain.shape(),
                twin == null
                        ? plain
                        : new FuzzAddress(
                                "ours",
                                method,
                                path,
                                twin.query,
                                twin.body,
                                twin.examples,
                                twin.contentType,
                                twin.api));
    }

    private String shape() {
        return method + ' ' + blank(path);
    }

    private static String blank(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /** Names in the path. */
    Stream<String> names() {
        return java.util.regex.Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .map(name -> name.group(1));
    }
}
