package org.minqing.samequestion;

import org.minqing.appeal.Level;

/**
 * One appeal that has joined a research of another.
 *
 * @param formerLevel where it goes on when it leaves without the answer
 */
record SameQuestion(long id, long appealId, long researchId, Level formerLevel, State state) {

    enum State {
        JOINED("等待答复"),
        /** Taken out by a person, or the research ended without an answer. */
        LEFT("已退出"),
        ANSWERED("已同题答复"),
        /** Withdrawn, or answered by its own source. */
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
