package org.minqing.directtrain;

import java.time.Instant;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;

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
        ECONOMIC("经济类"),
        /** Of everybody else. */
        LIVELIHOOD("民生类");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        static Kind of(RequesterKind requester) {
            return requester == RequesterKind.ENTERPRISE ? ECONOMIC : LIVELIHOOD;
        }

        /** The word on screens. */
        String label() {
            return label;
        }
    }

    enum State {
        BOARDED("待现场答复"),
        PROMISED("已答复，待兑现"),
        DONE("已办结"),
        /** Went back to its level. */
        BACK("已退回原层级"),
        /** Withdrawn, or answered by its source. */
        OVER("已终止");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The word on screens. */
        String label() {
            return label;
        }
    }
}
