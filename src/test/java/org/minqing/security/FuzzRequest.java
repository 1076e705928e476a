package org.minqing.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A request that is right at first, until {@link BadInput} takes hold of it. */
final class FuzzRequest {

    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private static final String MARK = "@@spoilt@@";

    final FuzzAddress address;
    String method;
    final Map<String, String> path = new LinkedHashMap<>();
    final List<Map.Entry<String, String>> query = new ArrayList<>();
    final List<Map.Entry<String, String>> headers = new ArrayList<>();
    /** Null where the operation takes no JSON. */
    JsonNode json;
    /** Instead of {@link #json}. */
    byte[] body;

    String contentType;
    /** Instead of path and query, as it stands in the first line. */
    String target;

    UnaryOperator<byte[]> framing = UnaryOperator.identity();
    /** The server may close the connection, or answer itself before anything of ours does. */
    boolean belowHttp;

    /** Names of the one field of the body that was spoilt. */
    String spoiltField;

    private String raw;

    FuzzRequest(FuzzAddress address) {
        this.address = address;
        this.method = address.method();
        this.contentType = address.contentType();
    }

    void header(String name, String value) {
        headers.add(Map.entry(name, value));
    }

    /** Puts a text in some place that takes one. */
    void spoil(Random random, String text) {
        int place = random.nextInt(6);
        if (json != null && !leaves().isEmpty() && place < 4) {
            spoilJson(random, quoted(text));
        } else if (!path.isEmpty() && (place == 0 || place == 5)) {
            List<String> names = List.copyOf(path.keySet());
            path.put(names.get(random.nextInt(names.size())), text);
        } else {
            spoilQuery(random, text);
        }
    }

    /** Puts a piece of JSON, right or not, in the place of some value; where there is no JSON, into the query. */
    void spoilRaw(Random random, String piece) {
        if (json != null && !leaves().isEmpty()) {
            spoilJson(random, piece);
        } else if (json != null) {
            body = piece.getBytes(StandardCharsets.UTF_8);
        } else {
            spoilQuery(random, piece.replaceAll("^\"|\"$", ""));
        }
    }

    private void spoilQuery(Random random, String text) {
        if (query.isEmpty()) {
            List<String> names = address.query().isEmpty()
                    ? List.of("q", "size", "maxResults", "from")
                    : address.query().keySet().stream().sorted().toList();
            query.add(Map.entry(names.get(random.nextInt(names.size())), text));
        } else {
            int at = random.nextInt(query.size());
            query.set(at, Map.entry(query.get(at).getKey(), text));
        }
    }

    private void spoilJson(Random random, String piece) {
        List<Leaf> leaves = leaves();
        Leaf leaf = leaves.get(random.nextInt(leaves.size()));
        leaf.set(MARK);
        raw = piece;
        spoiltField = leaf.name();
    }

    /** @param key or index of a value of the body */
    record Leaf(JsonNode parent, String key, int index, String name) {

        void set(String text) {
            if (parent instanceof ObjectNode object) {
                object.put(key, text);
            } else {
                ((ArrayNode) parent).set(index, text);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(key);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    /** All values of the body, those that hold others included. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        collect(json, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String above, List<Leaf> leaves) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String name = above.isEmpty() ? field.getKey() : above + '.' + field.getKey();
                leaves.add(new Leaf(node, field.getKey(), -1, name));
                collect(field.getValue(), name, leaves);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                leaves.add(new Leaf(node, null, i, above));
                collect(array.get(i), above, leaves);
            }
        }
    }

    String jsonText() {
        String text = json.toString();
        return raw == null ? text : text.replace('"' + MARK + '"', raw);
    }

    byte[] bytes() {
        byte[] content = body;
        if (content == null && json != null) {
            content = jsonText().getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target == null ? target() : target)
                .append(" HTTP/1.1\r\n");
        head.append("Host: localhost\r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        if (contentType != null && content != null) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        if (content != null || !List.of("GET", "HEAD", "OPTIONS").contains(method)) {
            head.append("Content-Length: ")
                    .append(content == null ? 0 : content.length)
                    .append("\r\n");
        }
        head.append("\r\n");
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (content != null) {
            request.writeBytes(content);
        }
        return framing.apply(request.toByteArray());
    }

    private String target() {
        StringBuilder whole = new StringBuilder(address.path());
        path.forEach((name, value) -> {
            int at = whole.indexOf('{' + name + '}');
            if (at >= 0) {
                whole.replace(at, at + name.length() + 2, encoded(value));
            }
        });
        char separator = '?';
        for (Map.Entry<String, String> parameter : query) {
            whole.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = '&';
        }
        return whole.toString();
    }

    /** For an address; half a character becomes the three bytes that no UTF-8 has. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            byte[] bytes = point >= 0xd800 && point <= 0xdfff
                    ? new byte[] {(byte) 0xed, (byte) (0x80 | point >> 6 & 0x3f), (byte) (0x80 | point & 0x3f)}
                    : Character.toString(point).getBytes(StandardCharsets.UTF_8);
            for (byte one : bytes) {
                if (one > 0 && UNRESERVED.indexOf(one) >= 0) {
                    encoded.append((char) one);
                } else {
                    encoded.append('%').append(HexFormat.of().toHexDigits(one));
                }
            }
        });
        return encoded.toString();
    }

    /** As a string of JSON; controls and halves of characters escaped. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
