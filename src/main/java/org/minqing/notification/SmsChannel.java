package org.minqing.notification;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** A short message over the operator's HTTP gateway, in one line. What the gateway itself says is about everybody. */
@Component
@ConditionalOnExpression("'${minqing.notification.sms.url:}' != ''")
@EnableConfigurationProperties(SmsSettings.class)
class SmsChannel implements NotificationChannel {

    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final HttpSender http;
    private final SmsSettings settings;
    private final Template body;

    /** The gateway's address comes from the operator and may well be on this machine. */
    @Autowired
    SmsChannel(SmsSettings settings, Clock clock) {
        this(new HttpSender(true, ANSWER, clock), settings);
    }

    SmsChannel(HttpSender http, SmsSettings settings) {
        this.http = http;
        this.settings = settings;
        boolean form = settings.contentType().contains("form");
        this.body = Mustache.compiler()
                .withEscaper(value -> form ? URLEncoder.encode(value, StandardCharsets.UTF_8) : jsonEscaped(value))
                .compile(settings.body());
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.SMS;
    }

    @Override
    public String deliver(Message message, Target target) throws DeliveryFailed {
        Map<String, String> headers = new HashMap<>(settings.headers() == null ? Map.of() : settings.headers());
        headers.put("Content-Type", settings.contentType() + "; charset=utf-8");
        String text =
                body.execute(Map.of("phone", target.address().url(), "text", message.brief(), "id", message.id()));
        HttpSender.Answer answer;
        try {
            answer = http.post(URI.create(settings.url()), headers, text);
        } catch (DeliveryFailed failed) {
            DeliveryFailed.Reach reach = failed.reach() == DeliveryFailed.Reach.MESSAGE
                    ? DeliveryFailed.Reach.MESSAGE
                    : DeliveryFailed.Reach.CHANNEL_DOWN;
            throw new DeliveryFailed(reach, failed.getMessage(), failed.retryAfter(), failed);
        }
        if (!settings.unknownNumber().isEmpty() && found(settings.unknownNumber(), answer)) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER_GONE, "number unknown", null);
        }
        if (!found(settings.taken(), answer)) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "gateway did not take it", null);
        }
        return "HTTP " + answer.status();
    }

    private static boolean found(String pattern, HttpSender.Answer answer) {
        return Pattern.compile(pattern).matcher(answer.body()).find();
    }

    private static String jsonEscaped(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }
}
