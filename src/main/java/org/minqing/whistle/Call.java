package org.minqing.whistle;

/** One department's part in a whistle: to come, to answer, to be rated. */
record Call(long id, long whistleId, long appealId, String unitCode, State state) {

    enum State {
        NOTIFIED("已通知"),
        ON_SITE("已到场"),
        OPINION("已答复"),
        DONE("已评价"),
        /** The appeal was over first. */
        ENDED("已终止");

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
