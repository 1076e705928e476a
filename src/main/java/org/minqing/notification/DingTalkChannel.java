package org.minqing.notification;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * A robot in a DingTalk group: the address as DingTalk gives it, signed (加签) with the robot's secret where it has one.
 * DingTalk takes 20 messages a minute from a robot and shuts it for ten minutes after more.
 */
@Component
class DingTalkChannel implements NotificationChannel {

    private static final int LONGEST = 15_000;
    private static final String HMAC = "HmacSHA256";
    private static final Robots.Codes CODES = new Robots.Codes(
            Set.of(300001, 400013, 400101, 400102, 400106),
            Set.of(130101, 410100),
            Set.of(400105, 430101, 430102, 430103, 430104, 460101),
            Duration.ofMinutes(10));

    private final Robots robots;
    private final Clock clock;

    DingTalkChannel(Robots robots, Clock clock) {
        this.robots = robots;
        this.clock = clock;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.DINGTALK;
    }

    @Override
    public String deliver(Message message, Target target) throws DeliveryFailed {
        return robots.send(signed(target.address()), message, LONGEST, CODES);
    }

    private URI signed(Address address) {
        if (address.secret() == null) {
            return URI.create(address.url());
        }
        long now = clock.instant().toEpochMilli();
        String sign = URLEncoder.encode(sign(now, address.secret()), StandardCharsets.UTF_8);
        return URI.create("%s&timestamp=%d&sign=%s".formatted(address.url(), now, sign));
    }

    /** Base64 of HMAC-SHA256 over {@code <milliseconds>\n<secret>} with the secret as the key. */
    static String sign(long millis, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] hash = mac.doFinal((millis + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(HMAC, impossible);
        }
    }
}
