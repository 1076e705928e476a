package org.minqing.monthlydispatch;

import java.time.Instant;

/** How far a matter of the monthly dispatch that is not done has come; each is reached once. */
enum Rung {
    WARNED("已提醒"),
    REMINDED("已催办"),
    SUPERVISED("已督办"),
    CENSURED("已通报");

    private final String label;

    Rung(String label) {
        this.label = label;
    }

    /** The word on screens. */
    String label() {
        return label;
    }

    /**
     * When each is reached.
     *
     * @param warnAt in the morning of the day on which it is due
     * @param superviseAt three working days after it was due
     * @param censureAt five working days after it was due
     */
    record Times(Instant warnAt, Instant dueAt, Instant superviseAt, Instant censureAt) {

        /** The highest that has been reached. */
        Rung at(Instant now) {
            if (now.isBefore(dueAt)) {
                return WARNED;
            }
            if (now.isBefore(superviseAt)) {
                return REMINDED;
            }
            return now.isBefore(censureAt) ? SUPERVISED : CENSURED;
        }
    }
}
