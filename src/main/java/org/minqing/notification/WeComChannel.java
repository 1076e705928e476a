package org.minqing.notification;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A robot in a WeCom group: the address with its key is all there is. WeCom takes 20 messages a minute from a robot. */
@Component
class WeComChannel implements NotificationChannel {

    private static final int LONGEST = 2048;
    private static final Robots.Codes CODES =
            new Robots.Codes(Set.of(93000), Set.of(45009), Set.of(40008, 44004), Duration.ofMinutes(1));

    private final Robots robots;

    WeComChannel(Robots robots) {
        this.robots = robots;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.WECOM;
    }

    @Override
    public String deliver(Message message, Target target) throws DeliveryFailed {
        return robots.send(URI.create(target.address().url()), message, LONGEST, CODES);
    }
}
