package org.minqing.directtrain;

import java.time.Instant;
import org.minqing.appeal.Level;

/**
 * One appeal on a sitting.
 *
 * @param leaderId who holds the sitting
 * @param areaCode whose working group it is
 * @param sittingDueAt when the sitting is over
 * @param answer what was answered on the spot; null until then
 */
record TrainCase(
        long id,
        long appealId,
        String leaderId,
        String areaCode,
        Instant sittingDueAt,
        Level formerLevel,
        State state,
        String answer,
        String ownerUnit) {

    /** What an appeal counts as. */
    enum Kind {
        /** Of an enterprise. */
        ECONOMIC,
        /** Of everybody else. */
        LIVELIHOOD
    }

    enum State {
        BOARDED,
        PROMISED,
        DONE,
        /** Went back to its level. */
        BACK,
        /** Withdrawn, or answered by its source. */
        OVER
    }
}
