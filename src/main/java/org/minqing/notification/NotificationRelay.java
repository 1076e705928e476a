package org.minqing.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what waits, at least once and in each appeal's order. Receivers are served side by side, each channel by
 * threads of its own, so that one who is slow holds up nobody else. Several nodes may run it on one database.
 */
@Component
class NotificationRelay {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationRelay.class);
    private static final int LAST_WORK_SECONDS = 20;

    private final NotificationRouter router;
    private final LaneRepository lanes;
    private final LetterWriter letters;
    private final LaneWorker worker;
    private final Map<ChannelKind, AtomicInteger> running = new EnumMap<>(ChannelKind.class);
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("notices-"));
    private final ExecutorService sends = Executors.newCachedThreadPool(daemons("sends-"));
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean prepared;

    /**
     * @param channels those that are set up
     * @param digest what comes for one receiver within this time becomes one message
     */
    NotificationRelay(
            NotificationRepository notifications,
            NotificationRouter router,
            LaneRepository lanes,
            Receivers receivers,
            Unreached unreached,
            LetterWriter letters,
            List<NotificationChannel> channels,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters,
            @Value("${minqing.notification.digest}") Duration digest) {
        this.router = router;
        this.lanes = lanes;
        this.letters = letters;
        this.worker = new LaneWorker(
                notifications,
                lanes,
                receivers,
                unreached,
                letters,
                channels,
                transaction,
                clock,
                meters,
                sends,
                this::isStopping,
                digest);
        channels.forEach(channel -> running.put(channel.kind(), new AtomicInteger()));
    }

    /** Sets everybody to work who is due, and does not wait for them. */
    void start() {
        begin();
    }

    /** Says that this node is alive; to be called every few seconds. */
    void renew() {
        worker.renew();
    }

    /** Works until nothing is due any more. */
    void run() {
        List<CompletableFuture<Void>> begun = begin();
        while (!begun.isEmpty()) {
            begun.forEach(CompletableFuture::join);
            begun = begin();
        }
    }

    private synchronized List<CompletableFuture<Void>> begin() {
        prepare();
        letters.refresh();
        boolean more = true;
        while (more && !isStopping()) {
            more = router.route();
        }
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        running.forEach((channel, count) -> {
            Optional<LaneWorker.Leased> next = next(channel, count);
            while (next.isPresent()) {
                LaneWorker.Leased first = next.get();
                count.incrementAndGet();
                begun.add(CompletableFuture.runAsync(() -> serve(channel, count, first), threads));
                next = next(channel, count);
            }
        });
        return begun;
    }

    private Optional<LaneWorker.Leased> next(ChannelKind channel, AtomicInteger count) {
        return count.get() < channel.lanes() && !isStopping() ? worker.lease(channel) : Optional.empty();
    }

    private void serve(ChannelKind channel, AtomicInteger count, LaneWorker.Leased first) {
        try {
            Optional<LaneWorker.Leased> next = Optional.of(first);
            while (next.isPresent()) {
                worker.work(next.get());
                next = isStopping() ? Optional.empty() : worker.lease(channel);
            }
        } catch (RuntimeException broken) {
            LOG.error("delivery by {} stopped; the next round takes it up again", channel, broken);
        } finally {
            count.decrementAndGet();
        }
    }

    private void prepare() {
        for (ChannelKind channel : prepared ? List.<ChannelKind>of() : List.copyOf(running.keySet())) {
            if (lanes.known(List.of(channel.name())).isEmpty()) {
                try {
                    lanes.insert(channel.name(), channel, "", null, null);
                } catch (DuplicateKeyException anotherNodeWasQuicker) {
                    LOG.debug("channel {} is there already", channel);
                }
            }
        }
        prepared = true;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** The application is going down: what has begun is finished, the rest is left to the next start. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        stopping.countDown();
        threads.shutdown();
        if (!threads.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("some notices were still under way; they are sent again under the same id");
        }
        sends.shutdown();
    }

    private static CustomizableThreadFactory daemons(String prefix) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
        factory.setDaemon(true);
        return factory;
    }
}
