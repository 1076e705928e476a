package org.minqing.level;

import java.time.Instant;

/** A request for more time at one level; there is at most one per stay. */
record Extension(
        long id,
        long appealId,
        long stayId,
        String reason,
        int amount,
        String requestedBy,
        Instant oldDueAt,
        Instant newDueAt,
        State state,
        String processInstanceId) {

    enum State {
        PENDING,
        GRANTED,
        REFUSED,
        LAPSED
    }
}
