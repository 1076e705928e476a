package org.minqing.directtrain;

/** The ids and variables of {@code directTrain}. */
final class DirectTrainModel {

    /** The way on the map. */
    static final String PATH = "TRAIN";

    static final String ANSWER = "userTask_answerOnTheSpot";
    static final String KEEP_PROMISE = "userTask_keepPromise";

    /** Date: when the sitting is over. */
    static final String SITTING_DUE_AT = "sittingDueAt";
    /** String: the unit that owns what was promised. */
    static final String OWNER = "ownerCode";
    /** Date: the promised day. */
    static final String PROMISED_AT = "promisedAt";

    private DirectTrainModel() {}
}
