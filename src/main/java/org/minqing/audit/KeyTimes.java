package org.minqing.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Until when each key may have been written with: an hour after the first seal by a later one, while nodes are started anew
 * and long transactions end. Who has an old key cannot write with it today.
 */
final class KeyTimes {

    private static final Duration OVERLAP = Duration.ofHours(1);

    private final Map<String, Instant> until = new HashMap<>();

    /** Seals come in their order. */
    void sealed(String key, Instant at) {
        if (until.putIfAbsent(key, Instant.MAX) == null) {
            until.replaceAll((other, end) -> other.equals(key) || !end.equals(Instant.MAX) ? end : at.plus(OVERLAP));
        }
    }

    boolean isOver(String key, Instant at) {
        return key != null && at.isAfter(until.getOrDefault(key, Instant.MAX));
    }
}
