package org.minqing.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the two kinds of group robot share: a text as JSON, and an answer 200 whose {@code errcode} says what it means. */
@Component
class Robots {

    private final HttpSender http;
    private final ObjectMapper json;

    Robots(HttpSender http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** @param longest of the text, in bytes of UTF-8; what is over it is cut off */
    String send(URI uri, Message message, int longest, Codes codes) throws DeliveryFailed {
        String last = "\n通知编号：" + message.id();
        String text = cut(message.subject() + "\n\n" + message.text(), longest - bytes(last)) + last;
        try {
            String body = json.writeValueAsString(Map.of("msgtype", "text", "text", Map.of("content", text)));
            HttpSender.Answer answer = http.post(uri, Map.of("Content-Type", "application/json; charset=utf-8"), body);
            return understood(json.readTree(answer.body()), codes);
        } catch (JsonProcessingException unreadable) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "answer is no JSON", unreadable);
        }
    }

    private static String understood(JsonNode answer, Codes codes) throws DeliveryFailed {
        int code = answer.path("errcode").asInt(-1);
        String text = "errcode " + code;
        if (code == 0) {
            return text;
        }
        if (codes.gone().contains(code)) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER_GONE, text, null);
        }
        if (codes.tooFast().contains(code)) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, text, codes.pause(), null);
        }
        throw new DeliveryFailed(
                codes.message().contains(code) ? DeliveryFailed.Reach.MESSAGE : DeliveryFailed.Reach.RECEIVER,
                text,
                null);
    }

    private static String cut(String text, int longest) {
        if (bytes(text) <= longest) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int size = bytes("…");
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String next = Character.toString(text.codePointAt(at));
            size += bytes(next);
            if (size > longest) {
                return kept.append('…').toString();
            }
            kept.append(next);
        }
        return kept.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * What a kind of robot answers with.
     *
     * @param gone robot or group is not there any more
     * @param tooFast come again after {@code pause}
     * @param message this text, not the robot
     */
    record Codes(Set<Integer> gone, Set<Integer> tooFast, Set<Integer> message, Duration pause) {}
}
