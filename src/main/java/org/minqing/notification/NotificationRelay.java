package org.minqing.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Delivers what waits, at least once and in each appeal's order. Several nodes may run it on one database. It holds no
 * transaction while it speaks to the outside. What was delivered is written down at the latest a second after, many at
 * once where delivery is fast; who dies in between has that second's notices delivered twice.
 */
@Component
class NotificationRelay {

    static final Duration GIVE_UP_AFTER = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(NotificationRelay.class);
    private static final int BATCH = 50;
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(1);
    private static final long WRITTEN_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

    private final NotificationRepository notifications;
    private final Receivers receivers;
    private final LetterWriter letters;
    private final List<NotificationChannel> channels;
    private final LogChannel lastResort;
    private final Clock clock;
    private final MeterRegistry meters;
    /** Until then there is no use in trying; each node finds out for itself. */
    private volatile Instant shutUntil = Instant.MIN;

    private volatile boolean stopping;

    /**
     * @param channels those that are set up, in the order in which they are tried
     * @param lastResort where a notice goes that none of them can address to anybody
     */
    NotificationRelay(
            NotificationRepository notifications,
            Receivers receivers,
            LetterWriter letters,
            List<NotificationChannel> channels,
            LogChannel lastResort,
            Clock clock,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.receivers = receivers;
        this.letters = letters;
        this.channels =
                channels.stream().filter(channel -> !channel.equals(lastResort)).toList();
        this.lastResort = lastResort;
        this.clock = clock;
        this.meters = meters;
    }

    /** Delivers everything that is due; stops early when the way out is shut. */
    void run() {
        boolean open = !clock.instant().isBefore(shutUntil);
        while (open && !stopping) {
            Instant until = clock.instant().plus(CLAIM);
            List<WaitingNotice> batch = notifications.claim(BATCH, clock.instant(), until);
            open = !batch.isEmpty();
            Delivered delivered = new Delivered();
            try {
                for (WaitingNotice notice : batch) {
                    if (open && !stopping && clock.instant().isBefore(until.minus(LONGEST_ATTEMPT))) {
                        open = attempt(notice, delivered);
                    } else {
                        notifications.release(notice.id(), clock.instant());
                    }
                }
            } finally {
                delivered.write();
            }
        }
    }

    /** The application is going down: what has begun is finished, the rest is left to the next start. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** @return false when the next notice would fare no better */
    private boolean attempt(WaitingNotice notice, Delivered delivered) {
        try {
            NotificationChannel channel = deliver(notice);
            delivered.add(notice, channel);
            meters.counter("minqing.notification.delivered", "channel", channel.name())
                    .increment();
            return true;
        } catch (DeliveryFailed failed) {
            failed(notice, failed.getMessage());
            if (failed.reach() == DeliveryFailed.Reach.CHANNEL_DOWN) {
                shutUntil = clock.instant().plus(BackOff.FIRST);
                return false;
            }
            return true;
        } catch (RuntimeException broken) {
            // one that cannot be written must not hold up those behind it
            LOG.error("notice {} {} cannot be written", notice.id(), notice.number(), broken);
            failed(notice, broken.toString());
            return true;
        }
    }

    /** @return the channel that took it */
    private NotificationChannel deliver(WaitingNotice notice) throws DeliveryFailed {
        boolean anybody = false;
        for (NotificationChannel channel : channels) {
            for (Receivers.Post post : receivers.of(notice.unitCode(), channel)) {
                anybody = true;
                if (taken(notice, channel, post)) {
                    return channel;
                }
            }
        }
        if (anybody) {
            throw new DeliveryFailed(DeliveryFailed.Reach.LATER, "every receiver's address is refused", null);
        }
        lastResort.deliver(letters.write(notice, null), List.of());
        return lastResort;
    }

    /** @return false when these receivers are gone for good */
    private boolean taken(WaitingNotice notice, NotificationChannel channel, Receivers.Post post)
            throws DeliveryFailed {
        String code = post.unit().code();
        String instead = code.equals(notice.unitCode()) ? null : post.unit().name();
        try {
            channel.deliver(letters.write(notice, instead), List.of(post.officer()));
            return true;
        } catch (DeliveryFailed failed) {
            if (failed.reach() == DeliveryFailed.Reach.RECEIVER_GONE) {
                LOG.warn("notice {}: {} has no address that takes it by {}", notice.id(), code, channel.name());
                return false;
            }
            throw failed;
        }
    }

    private void failed(WaitingNotice notice, String why) {
        Instant next = clock.instant().plus(BackOff.after(notice.attempts()));
        boolean over = next.isAfter(notice.createdAt().plus(GIVE_UP_AFTER));
        notifications.failed(notice.id(), why, over ? null : next);
        meters.counter("minqing.notification.attempts.failed").increment();
        if (over) {
            LOG.error("notice {} {} {} given up", notice.id(), notice.number(), notice.unitCode());
        } else {
            LOG.warn("notice {} {} not delivered, next try {}", notice.id(), notice.number(), next);
        }
    }

    /** What has been delivered and is not written down yet, by channel. */
    private final class Delivered {

        private final Map<String, List<String>> ids = new TreeMap<>();
        private long first;

        void add(WaitingNotice notice, NotificationChannel channel) {
            if (ids.isEmpty()) {
                first = System.nanoTime();
            }
            ids.computeIfAbsent(channel.name(), none -> new ArrayList<>()).add(notice.id());
            if (System.nanoTime() - first > WRITTEN_AFTER_NANOS) {
                write();
            }
        }

        void write() {
            ids.forEach((channel, delivered) -> notifications.delivered(delivered, channel, clock.instant()));
            ids.clear();
        }
    }
}
