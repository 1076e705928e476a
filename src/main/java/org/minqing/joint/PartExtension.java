package org.minqing.joint;

import java.time.Instant;

/**
 * A department's request for more time.
 *
 * @param measureId of the measure it is for; null for the department's opinion
 */
record PartExtension(
        long id,
        long partId,
        Long measureId,
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
