package org.minqing.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A department's own system, by Standard Webhooks: the notice's id is the webhook's, a repeat carries the same. */
@Component
class WebhookChannel implements NotificationChannel {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final HttpSender http;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookChannel(HttpSender http, ObjectMapper json, Clock clock) {
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.WEBHOOK;
    }

    @Override
    public String deliver(Message message, Target target) throws DeliveryFailed {
        String body = body(message.letters().get(0), target);
        long now = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json; charset=utf-8",
                "User-Agent",
                "Minqing",
                Webhook.UNBRANDED_MSG_ID_KEY,
                message.id(),
                Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
                Long.toString(now),
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                signature(message.id(), now, body, target));
        return "HTTP "
                + http.post(URI.create(target.address().url()), headers, body).status();
    }

    private static String signature(String id, long now, String body, Target target) throws DeliveryFailed {
        try {
            return new Webhook(target.address().secret()).sign(id, now, body);
        } catch (WebhookSigningException | EmptyWebhookSecretException unusable) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "secret cannot be used", unusable);
        }
    }

    private String body(Letter letter, Target target) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", letter.noticeId());
        data.put("appeal", letter.number());
        data.put("notice", letter.notice().name());
        data.put("unit", letter.unitCode());
        data.put("receivingUnit", target.unit().code());
        data.put("urgency", letter.urgency().name());
        data.put("subject", letter.subject());
        data.put("text", letter.text());
        data.put("link", letter.link());
        data.put("facts", letter.facts());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "notice." + letter.notice().name().toLowerCase(Locale.ROOT));
        body.put("timestamp", letter.createdAt().atZone(ZONE).toOffsetDateTime().toString());
        body.put("data", data);
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a letter is plain text", impossible);
        }
    }
}
