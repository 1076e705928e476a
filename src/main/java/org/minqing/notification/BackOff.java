package org.minqing.notification;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after a failure: doubles from 30 s to an hour, a fifth more or less, so that not all come at once. */
final class BackOff {

    static final Duration FIRST = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 7;

    private BackOff() {}

    /** @param failures how many there were before this one */
    static Duration after(int failures) {
        long doubled = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS)).toMillis();
        long millis = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis * 8 / 10, millis * 12 / 10));
    }
}
