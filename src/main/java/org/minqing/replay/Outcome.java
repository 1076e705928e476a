package org.minqing.replay;

import java.time.Instant;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;

/**
 * One level that an appeal entered.
 *
 * @param leftAt null while it is open
 * @param leftBy null while it is open
 */
record Outcome(
        String messageId,
        Level level,
        String unitCode,
        Instant enteredAt,
        Instant dueAt,
        Instant leftAt,
        LeftBy leftBy) {

    /** Whether the level was not done in time; an act in the due second comes too late. */
    boolean isMissed() {
        return leftAt == null || !leftAt.isBefore(dueAt);
    }
}
