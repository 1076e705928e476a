package org.minqing.inbox;

import java.time.OffsetDateTime;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;

/**
 * Which of a unit's tasks are wanted; null = all.
 *
 * @param state whether somebody has claimed it
 * @param key the user task's element id, e.g. {@code userTask_acceptPart}
 * @param category code of a leaf or of a class with all its leaves
 * @param appeal number of the appeal
 */
record TaskFilter(
        State state,
        String key,
        Level level,
        UrgencyClass urgency,
        Boolean overdue,
        OffsetDateTime dueBefore,
        String category,
        String appeal) {

    enum State {
        /** Nobody has claimed it. */
        CLAIMABLE,
        /** Somebody has. */
        CLAIMED,
        /** The caller has. */
        MINE
    }
}
