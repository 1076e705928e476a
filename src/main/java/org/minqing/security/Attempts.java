package org.minqing.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords: after some wrong ones in a row from one address, that address waits longer each
 * time. Others who know the password are not kept waiting. Each node counts for itself.
 */
@Component
class Attempts {

    private static final int FREE = 10;
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_REMEMBERED = 50_000;
    private static final long FORGOTTEN = Duration.ofMinutes(15).toNanos();

    private final Map<String, Failures> byKey = new ConcurrentHashMap<>();

    /** @param key address, and name where it is known */
    boolean mustWait(String key) {
        Failures failures = byKey.get(key);
        if (failures == null || failures.count() < FREE) {
            return false;
        }
        long seconds = 1L << Math.min(failures.count() - FREE, MOST_DOUBLINGS);
        return System.nanoTime() - failures.last() < Duration.ofSeconds(seconds).toNanos();
    }

    void failed(String key) {
        if (byKey.size() > MOST_REMEMBERED) {
            byKey.values().removeIf(failures -> System.nanoTime() - failures.last() > FORGOTTEN);
        }
        byKey.merge(
                key,
                new Failures(1, System.nanoTime()),
                (before, now) ->
                        new Failures(now.last() - before.last() > FORGOTTEN ? 1 : before.count() + 1, now.last()));
    }

    void succeeded(String key) {
        byKey.remove(key);
    }

    private record Failures(int count, long last) {}
}
