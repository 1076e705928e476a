package org.minqing.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on one lane at a time: sends what is due in it, as many at once as the receiver wants, and writes down what came
 * of it while the next are under way (those of one batch at most, which a node that dies sends again). It holds no
 * transaction while it speaks to the outside.
 */
final class LaneWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(1);
    private static final Duration BLOCKED = Duration.ofSeconds(5);
    private static final Duration LONGEST_SHUT = Duration.ofMinutes(5);
    private static final int BATCH = 200;
    private static final int LARGEST_DIGEST = 1000;
    private static final Round.Result LAST = new Round.Result(List.of(), null, null);

    private final NotificationRepository notifications;
    private final LaneRepository lanes;
    private final Receivers receivers;
    private final Unreached unreached;
    private final LetterWriter letters;
    private final Map<ChannelKind, NotificationChannel> channels;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ExecutorService sends;
    private final BooleanSupplier stopping;
    private final Duration digest;
    private final Set<Leased> held = ConcurrentHashMap.newKeySet();

    LaneWorker(
            NotificationRepository notifications,
            LaneRepository lanes,
            Receivers receivers,
            Unreached unreached,
            LetterWriter letters,
            List<NotificationChannel> channels,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters,
            ExecutorService sends,
            BooleanSupplier stopping,
            Duration digest) {
        this.notifications = notifications;
        this.lanes = lanes;
        this.receivers = receivers;
        this.unreached = unreached;
        this.letters = letters;
        this.channels = channels.stream().collect(Collectors.toMap(NotificationChannel::kind, Function.identity()));
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
        this.sends = sends;
        this.stopping = stopping;
        this.digest = digest;
    }

    /** A lane of this channel that is due, for this worker alone. */
    Optional<Leased> lease(ChannelKind channel) {
        String token = UUID.randomUUID().toString();
        Instant until = clock.instant().plus(LEASE);
        Optional<Leased> leased =
                lanes.lease(channel, token, clock.instant(), until).map(lane -> new Leased(lane, token, until));
        leased.ifPresent(held::add);
        return leased;
    }

    /** Keeps what is being worked on; a node that does not say so for {@link #LEASE} loses it to others. */
    void renew() {
        Instant now = clock.instant();
        List<Leased> mine =
                held.stream().filter(leased -> leased.until.isAfter(now)).toList();
        Instant until = now.plus(LEASE);
        if (!mine.isEmpty()
                && lanes.renew(mine.stream().map(leased -> leased.token).toList(), now, until)) {
            mine.forEach(leased -> leased.until = until);
        }
    }

    void work(Leased leased) {
        Lane lane = leased.lane;
        Instant earliest = null;
        Instant digestUntil = null;
        try {
            Optional<Target> target = receivers.of(lane);
            if (lane.gone()) {
                unreached.leave(lane.key(), lane.channel());
            } else if (target.isEmpty()) {
                moveOn(lane);
            } else {
                Round round = round(leased, target.get());
                earliest = settle(leased, round);
                digestUntil = digestUntil(lane, round);
            }
        } catch (RuntimeException broken) {
            LOG.error("lane of {} by {} cannot be worked on", lane.unitCode(), lane.channel(), broken);
            earliest = clock.instant().plus(LONGEST_SHUT);
        } finally {
            held.remove(leased);
            lanes.release(lane, leased.token, earliest, digestUntil, clock.instant());
        }
    }

    private Round round(Leased leased, Target target) {
        Lane lane = leased.lane;
        Instant end = clock.instant().plus(LONGEST_STRETCH);
        Round round =
                new Round(lane, target.address() == null ? 0 : target.address().perMinute(), clock);
        boolean together = lane.channel().digest();
        leased.channelFailures = lanes.channelFailures(lane.channel());
        boolean probing = lane.failures() > 0 || leased.channelFailures > 0;
        boolean more = true;
        while (more
                && !round.isOver()
                && !stopping.getAsBoolean()
                && clock.instant().isBefore(end)) {
            int limit = probing ? 1 : together ? LARGEST_DIGEST : BATCH;
            boolean urgentOnly = digestUntil(lane, round) != null;
            List<WaitingNotice> batch =
                    notifications.sendable(lane.key(), together, urgentOnly, limit, clock.instant());
            more = !batch.isEmpty();
            if (more) {
                send(batch, target, round, probing, leased);
            } else if (!round.anyTaken()) {
                round.blocked(clock.instant().plus(BLOCKED));
            }
            more &= !(probing && round.hasFailed());
            probing = false;
        }
        return round;
    }

    private void send(List<WaitingNotice> batch, Target target, Round round, boolean probing, Leased leased) {
        Deque<List<WaitingNotice>> messages = new ArrayDeque<>();
        if (target.channel().digest()) {
            messages.add(batch.stream()
                    .sorted(Comparator.comparingLong(WaitingNotice::seq))
                    .toList());
        } else {
            batch.forEach(notice -> messages.add(List.of(notice)));
        }
        Supplier<List<WaitingNotice>> more = () -> nextOf(messages, round, leased);
        int atOnce = target.address() == null ? 1 : target.address().atOnce();
        if (atOnce == 1) {
            for (List<WaitingNotice> message = more.get(); message != null; message = more.get()) {
                record(List.of(attempt(message, target, round, probing)), target);
            }
            return;
        }
        try {
            sendTogether(more, Math.min(atOnce, messages.size()), target, round, probing);
        } finally {
            synchronized (round) {
                messages.clear(); // where results cannot be written down nothing more goes out
            }
        }
    }

    private void sendTogether(
            Supplier<List<WaitingNotice>> more, int senders, Target target, Round round, boolean probing) {
        BlockingQueue<Round.Result> done = new LinkedBlockingQueue<>();
        AtomicInteger busy = new AtomicInteger(senders);
        for (int sender = 0; sender < senders; sender++) {
            sends.execute(() -> {
                for (List<WaitingNotice> message = more.get(); message != null; message = more.get()) {
                    done.add(attempt(message, target, round, probing));
                }
                if (busy.decrementAndGet() == 0) {
                    done.add(LAST);
                }
            });
        }
        for (boolean over = false; !over; ) {
            List<Round.Result> results = next(done);
            over = results.remove(LAST);
            record(results, target);
        }
    }

    /** The next message that may go out; null: none any more. */
    private List<WaitingNotice> nextOf(Deque<List<WaitingNotice>> messages, Round round, Leased leased) {
        synchronized (round) {
            return !messages.isEmpty() && goesOn(round, leased) && round.maySend() ? messages.poll() : null;
        }
    }

    /** Not after the lease: a node that was stopped for a while finds that another has taken over. */
    private boolean goesOn(Round round, Leased leased) {
        return !round.isOver() && !stopping.getAsBoolean() && clock.instant().isBefore(leased.until);
    }

    /** At least one result, and whatever else is there. */
    private static List<Round.Result> next(BlockingQueue<Round.Result> done) {
        List<Round.Result> results = new ArrayList<>();
        boolean interrupted = false;
        while (results.isEmpty()) {
            try {
                results.add(done.take());
            } catch (InterruptedException goingDown) {
                interrupted = true; // what is under way has an end of its own and must be written down
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        done.drainTo(results);
        return results;
    }

    private Round.Result attempt(List<WaitingNotice> notices, Target target, Round round, boolean probing) {
        Round.Result result = attempt(notices, target);
        synchronized (round) {
            if (result.failure() == null) {
                round.taken(target.channel().digest() && !probing);
            } else {
                round.failed(result.failure());
            }
        }
        return result;
    }

    private Round.Result attempt(List<WaitingNotice> notices, Target target) {
        try {
            Message message = letters.message(notices, target);
            return new Round.Result(notices, channels.get(target.channel()).deliver(message, target), null);
        } catch (DeliveryFailed failed) {
            return new Round.Result(notices, null, failed);
        } catch (RuntimeException broken) {
            LOG.error(
                    "notice {} {} cannot be sent",
                    notices.get(0).id(),
                    notices.get(0).number(),
                    broken);
            return new Round.Result(
                    notices,
                    null,
                    new DeliveryFailed(
                            DeliveryFailed.Reach.MESSAGE, broken.getClass().getName(), broken));
        }
    }

    /** One transaction for all of them, while the senders go on. */
    private void record(List<Round.Result> results, Target target) {
        if (results.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<WaitingNotice> taken = new ArrayList<>();
        List<NotificationRepository.Failure> failures = new ArrayList<>();
        String answer = null;
        for (Round.Result result : results) {
            if (result.failure() == null) {
                taken.addAll(result.notices());
                answer = result.answer();
            } else {
                result.notices().forEach(notice -> failures.add(failure(notice, result.failure(), now)));
            }
        }
        String lastAnswer = answer;
        transaction.executeWithoutResult(status -> {
            if (!taken.isEmpty()) {
                notifications.delivered(
                        taken.stream().map(WaitingNotice::id).toList(),
                        target.channel().name(),
                        target.unit().code(),
                        lastAnswer,
                        now);
            }
            if (!failures.isEmpty()) {
                notifications.failed(failures, target.channel(), target.unit().code(), now);
            }
        });
        taken.stream()
                .filter(notice -> notice.incidentId() != null)
                .forEach(notice -> unreached.end(notice.id(), notice.incidentId()));
        meters.counter(
                        "minqing.notification.delivered",
                        "channel",
                        target.channel().name())
                .increment(taken.size());
        meters.counter("minqing.notification.attempts.failed").increment(failures.size());
    }

    private static NotificationRepository.Failure failure(WaitingNotice notice, DeliveryFailed why, Instant now) {
        Instant next = now.plus(BackOff.after(notice.attempts()));
        if (why.retryAfter() != null && now.plus(why.retryAfter()).isAfter(next)) {
            next = now.plus(why.retryAfter());
        }
        LOG.warn("notice {} {} not delivered, next try {}", notice.id(), notice.number(), next);
        return new NotificationRepository.Failure(notice.id(), why.getMessage(), next);
    }

    /** @return before then there is no use in trying again; null: at once */
    private Instant settle(Leased leased, Round round) {
        Lane lane = leased.lane;
        Instant now = clock.instant();
        Lane after = round.after();
        lanes.record(after, leased.token, round.notBefore(), round.error());
        Instant givenUp = now.minus(NotificationRouter.GIVE_UP_AFTER);
        DeliveryFailed.Reach stop = round.stoppedBy().map(DeliveryFailed::reach).orElse(DeliveryFailed.Reach.MESSAGE);
        if (stop == DeliveryFailed.Reach.RECEIVER_GONE) {
            LOG.warn("{} by {} is gone for good: {}", lane.unitCode(), lane.channel(), round.error());
            lanes.gone(lane.key(), round.error(), now);
            unreached.leave(lane.key(), lane.channel());
        } else if (stop == DeliveryFailed.Reach.CHANNEL_DOWN) {
            Duration pause = BackOff.after(leased.channelFailures);
            LOG.warn("nothing goes out by {}: {}", lane.channel(), round.error());
            lanes.channelDown(
                    lane.channel(),
                    leased.channelFailures,
                    now.plus(pause.compareTo(LONGEST_SHUT) < 0 ? pause : LONGEST_SHUT),
                    round.error());
            notifications
                    .lanesWaitingSince(lane.channel(), givenUp)
                    .forEach(each -> unreached.giveUp(each, lane.channel(), givenUp, false));
        } else if (round.error() != null) {
            unreached.giveUp(lane.key(), lane.channel(), givenUp, !round.hasFailed());
        }
        if (round.anyTaken() && stop != DeliveryFailed.Reach.CHANNEL_DOWN) {
            lanes.channelUp(lane.channel());
            if (round.hasRecovered()) {
                notifications.hurry(lane.key(), now);
            }
        }
        return round.lookAgain();
    }

    private void moveOn(Lane lane) {
        List<WaitingNotice> left = notifications.waitingIn(lane.key(), clock.instant(), false, BATCH);
        if (!left.isEmpty()) {
            notifications.reroute(left.stream().map(WaitingNotice::id).toList(), clock.instant());
        }
    }

    /** Until then only what is urgent goes out; null: everything does. */
    private Instant digestUntil(Lane lane, Round round) {
        if (!lane.channel().digest() || round.lastMessageAt() == null) {
            return null;
        }
        Instant until = round.lastMessageAt().plus(digest);
        return until.isAfter(clock.instant()) ? until : null;
    }

    /** A lane in somebody's hands. */
    static final class Leased {

        private final Lane lane;
        private final String token;
        private volatile Instant until;
        private int channelFailures;

        Leased(Lane lane, String token, Instant until) {
            this.lane = lane;
            this.token = token;
            this.until = until;
        }
    }
}
