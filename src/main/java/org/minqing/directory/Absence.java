package org.minqing.directory;

import java.time.Instant;

/**
 * When an officer is away, and who does his work then.
 *
 * @param until null: until he says that he is back
 * @param substituteId null: the unit's first responsible person
 */
record Absence(Instant from, Instant until, String substituteId) {

    boolean covers(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until));
    }
}
