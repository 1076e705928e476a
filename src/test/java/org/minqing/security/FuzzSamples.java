package org.minqing.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes requests that are right: by the operation's description, with ids of things that exist wherever one is asked for. */
final class FuzzSamples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 4;
    private static final int MOST_FIELDS = 4;
    private static final String CSV = "code,name,level,parent_code\n420106,武昌区,DISTRICT,4201\n";

    private final FuzzWork work;

    FuzzSamples(FuzzWork work) {
        this.work = work;
    }

    FuzzRequest request(FuzzAddress address, String caller, FuzzWork.Work at, Random random) {
        FuzzRequest request = new FuzzRequest(address);
        address.names().forEach(name -> request.path.put(name, id(address, name, caller, at, random)));
        List<String> names = new ArrayList<>(address.query().keySet());
        Collections.sort(names);
        Collections.shuffle(names, random);
        for (String name : names.subList(0, Math.min(names.size(), random.nextInt(MOST_FIELDS)))) {
            JsonNode value = value(address, name, address.query().get(name), at, random, DEEPEST - 1);
            request.query.add(Map.entry(name, value.isContainerNode() ? plain(name, at, random) : value.asText()));
        }
        if (address.path().endsWith("/cards")) {
            request.query.add(Map.entry("ids", at.taskId()));
        }
        if ("multipart/form-data".equals(address.contentType())) {
            request.contentType = "multipart/form-data; boundary=XX";
            request.body = multipart("a.csv", CSV.getBytes(StandardCharsets.UTF_8));
        } else if (address.contentType() != null) {
            request.json = body(address, at, random);
        }
        return request;
    }

    static byte[] multipart(String name, byte[] content) {
        byte[] before = ("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] after = "\r\n--XX--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[before.length + content.length + after.length];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(content, 0, whole, before.length, content.length);
        System.arraycopy(after, 0, whole, before.length + content.length, after.length);
        return whole;
    }

    private JsonNode body(FuzzAddress address, FuzzWork.Work at, Random random) {
        if (address.path().endsWith("/tasks/{taskId}/complete")) {
            return answer(at, random);
        }
        if (address.path().endsWith("/me/password")) { // whoever has changed his own could not be called any more
            return JSON.objectNode().put("oldPassword", "Wrong-horse-9").put("newPassword", "Better-horse-8");
        }
        if (address.path().matches(".*/task/\\{[^}]*}/(complete|submit-form)")) {
            ObjectNode whole = JSON.objectNode();
            ObjectNode variables = whole.putObject("variables");
            JsonNode answer = answer(at, random);
            variables.putObject("outcome").put("value", answer.path("outcome").asText());
            answer.path("fields")
                    .properties()
                    .forEach(field -> variables.putObject(field.getKey()).set("value", field.getValue()));
            return whole;
        }
        if (!address.examples().isEmpty() && random.nextBoolean()) {
            JsonNode example =
                    address.examples().get(random.nextInt(address.examples().size()));
            return withIds(example.deepCopy(), at, random);
        }
        if (address.body().isMissingNode()) {
            ObjectNode guess = JSON.objectNode();
            for (String name : List.of("reason", "number", "code", "rating", "processInstanceId")) {
                if (random.nextInt(3) > 0) {
                    guess.put(name, plain(name, at, random));
                }
            }
            return guess;
        }
        return value(address, "", address.body(), at, random, 0);
    }

    /** One of the task's outcomes, with its fields. */
    private JsonNode answer(FuzzWork.Work at, Random random) {
        ObjectNode answer = JSON.objectNode();
        if (at.outcomes().isEmpty()) {
            return answer.put("outcome", "DONE");
        }
        JsonNode outcome = at.outcomes().get(random.nextInt(at.outcomes().size()));
        answer.set("outcome", outcome.path("code"));
        ObjectNode fields = answer.putObject("fields");
        outcome.path("fields").forEach(field -> {
            String name = field.path("name").asText();
            switch (field.path("type").asText()) {
                case "COUNT", "MONEY" -> fields.put(name, 1 + random.nextInt(3));
                case "UNIT", "UNITS" -> fields.put(name, work.unit(random));
                case "FUTURE_DAY" -> fields.put(name, "2099-03-02");
                default -> fields.put(name, "经核实已处理");
            }
        });
        return answer;
    }

    private JsonNode withIds(JsonNode example, FuzzWork.Work at, Random random) {
        if (example instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isTextual() && field.getKey().matches(".*(Id|number|Key)")) {
                    object.put(field.getKey(), plain(field.getKey(), at, random));
                } else {
                    withIds(field.getValue(), at, random);
                }
            });
        }
        return example;
    }

    private JsonNode value(
            FuzzAddress address, String name, JsonNode schema, FuzzWork.Work at, Random random, int depth) {
        JsonNode known = resolved(schema, address.api());
        if (known.path("enum").isArray() && !known.path("enum").isEmpty()) {
            return known.path("enum").get(random.nextInt(known.path("enum").size()));
        }
        return switch (known.path("type").asText(known.has("properties") ? "object" : "string")) {
            case "integer" -> JSON.numberNode(1 + random.nextInt(3));
            case "number" -> JSON.numberNode(1.5);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = depth < DEEPEST ? 1 + random.nextInt(2) : 0; i > 0; i--) {
                    array.add(value(address, name, known.path("items"), at, random, depth + 1));
                }
                yield array;
            }
            case "object" -> object(address, known, at, random, depth);
            default ->
                JSON.textNode(
                        known.path("format").asText().startsWith("date")
                                ? date(address, known.path("format").asText())
                                : plain(name, at, random));
        };
    }

    private ObjectNode object(FuzzAddress address, JsonNode schema, FuzzWork.Work at, Random random, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth >= DEEPEST) {
            return object;
        }
        List<JsonNode> parts = new ArrayList<>(List.of(schema));
        schema.path("allOf").forEach(part -> parts.add(resolved(part, address.api())));
        for (JsonNode part : parts) {
            List<String> names = new ArrayList<>();
            part.path("properties").fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, random);
            int most = address.isOurs() ? names.size() : Math.min(names.size(), 1 + random.nextInt(MOST_FIELDS));
            for (String name : names.subList(0, most)) {
                object.set(name, value(address, name, part.path("properties").get(name), at, random, depth + 1));
            }
            JsonNode more = part.path("additionalProperties");
            if (more.isObject() && !more.isEmpty()) {
                object.set("urgency", value(address, "urgency", more, at, random, depth + 1));
            }
        }
        return object;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode api) {
        JsonNode found = schema;
        while (found.has("$ref")) {
            found = api.at(found.get("$ref").asText().substring(1));
        }
        if (found.path("allOf").size() == 1) {
            return resolved(found.path("allOf").get(0), api);
        }
        return found;
    }

    private static String date(FuzzAddress address, String format) {
        if (format.equals("date")) {
            return "2099-03-02";
        }
        return address.isOurs() ? "2099-03-02T10:00:00+08:00" : "2026-03-02T10:00:00.000+0800";
    }

    /** A value for a name in the path: of something that exists, now and then of something that does not. */
    private String id(FuzzAddress address, String name, String caller, FuzzWork.Work at, Random random) {
        if (random.nextInt(10) == 0) {
            return "no-such-" + random.nextInt(100);
        }
        if (address.path().endsWith("/departure")) {
            return "matrix-colleague"; // whoever notes his own has no account any more, and that is right
        }
        if (name.equals("id")) {
            String[] steps =
                    address.path().substring(0, address.path().indexOf("{id}")).split("/");
            return work.existing(steps[steps.length - 1], caller, at, random);
        }
        return plain(name, at, random);
    }

    private String plain(String name, FuzzWork.Work at, Random random) {
        return work.named(name, at, random);
    }
}
