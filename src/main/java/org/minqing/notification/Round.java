package org.minqing.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One stretch of work in a lane: counts how it goes and says when to stop. Three failures in a row, or nothing but
 * failures, shut the lane for a while; after that one notice is tried first.
 */
final class Round {

    private static final int ENOUGH = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Lane lane;
    private final int perMinute;
    private final Clock clock;
    private Instant rateAt;
    private Instant lastMessageAt;
    private Instant notBefore;
    private Instant blockedUntil;
    private int inARow;
    private boolean anyTaken;
    private boolean anyFailed;
    private String error;
    private DeliveryFailed stoppedBy;

    /** @param perMinute messages that the receiver wants at most, 0: no limit */
    Round(Lane lane, int perMinute, Clock clock) {
        this.lane = lane;
        this.perMinute = perMinute;
        this.clock = clock;
        this.rateAt = lane.rateAt();
        this.lastMessageAt = lane.lastMessageAt();
    }

    /** Spends one message of the rate limit; false where it has to wait. Never more than the limit in any minute. */
    boolean maySend() {
        if (perMinute == 0) {
            return true;
        }
        int burst = Math.max(1, perMinute / 4);
        Duration share = MINUTE.dividedBy(Math.max(1, perMinute - burst));
        Instant now = clock.instant();
        Instant used = rateAt == null || rateAt.isBefore(now) ? now : rateAt;
        Instant free = used.minus(share.multipliedBy(burst - 1L));
        if (free.isAfter(now)) {
            waitUntil(free);
            return false;
        }
        rateAt = used.plus(share);
        return true;
    }

    void taken(boolean opensDigest) {
        anyTaken = true;
        inARow = 0;
        if (opensDigest) {
            lastMessageAt = clock.instant();
        }
    }

    void failed(DeliveryFailed failure) {
        error = failure.getMessage();
        switch (failure.reach()) {
            case MESSAGE -> inARow = 0;
            case RECEIVER -> {
                anyFailed = true;
                inARow++;
                if (failure.retryAfter() != null) {
                    waitUntil(clock.instant().plus(failure.retryAfter()));
                    stoppedBy = failure;
                }
            }
            case RECEIVER_GONE, CHANNEL_DOWN -> stoppedBy = failure;
        }
    }

    /** What is due waits for something else, and nothing can be sent now. */
    void blocked(Instant until) {
        blockedUntil = until;
    }

    boolean isOver() {
        return stoppedBy != null || inARow >= ENOUGH || notBefore != null;
    }

    boolean hasFailed() {
        return inARow >= ENOUGH || anyFailed && !anyTaken;
    }

    /** Whether the receiver was shut before and has taken something now. */
    boolean hasRecovered() {
        return lane.failures() >= ENOUGH && anyTaken && !hasFailed();
    }

    boolean anyTaken() {
        return anyTaken;
    }

    Optional<DeliveryFailed> stoppedBy() {
        return Optional.ofNullable(stoppedBy);
    }

    String error() {
        return error;
    }

    Instant lastMessageAt() {
        return lastMessageAt;
    }

    /** Until then the lane is shut; null: it is not. */
    Instant notBefore() {
        return notBefore;
    }

    /** When there is any use in looking again, unless something new comes; null: at once. */
    Instant lookAgain() {
        return notBefore == null ? blockedUntil : notBefore;
    }

    /** How the lane stands after it. */
    Lane after() {
        int failures = lane.failures();
        if (hasFailed()) {
            waitUntil(clock.instant().plus(BackOff.after(failures)));
            failures++;
        } else if (anyTaken) {
            failures = 0;
        }
        return new Lane(
                lane.key(),
                lane.channel(),
                lane.unitCode(),
                lane.officerId(),
                lane.addressId(),
                failures,
                rateAt,
                lastMessageAt,
                lane.gone());
    }

    private void waitUntil(Instant until) {
        if (notBefore == null || until.isAfter(notBefore)) {
            notBefore = until;
        }
    }

    /** What became of one message. @param failure null: taken over */
    record Result(List<WaitingNotice> notices, String answer, DeliveryFailed failure) {}
}
