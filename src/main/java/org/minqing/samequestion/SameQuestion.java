package org.minqing.samequestion;

import org.minqing.appeal.Level;

/**
 * One appeal that has joined a research of another.
 *
 * @param formerLevel where it goes on when it leaves without the answer
 */
record SameQuestion(long id, long appealId, long researchId, Level formerLevel, State state) {

    enum State {
        JOINED,
        /** Taken out by a person, or the research ended without an answer. */
        LEFT,
        ANSWERED,
        /** Withdrawn, or answered by its own source. */
        OVER
    }
}
