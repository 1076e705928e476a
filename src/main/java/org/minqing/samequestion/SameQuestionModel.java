package org.minqing.samequestion;

/** The ids of {@code sameQuestion}. */
final class SameQuestionModel {

    static final String PROCESS = "sameQuestion";
    static final String MESSAGE_ANSWERED = "sharedAnswer";
    static final String MESSAGE_RESEARCH_ENDED = "researchEnded";
    static final String FOLLOW = "userTask_followSharedAnswer";

    private SameQuestionModel() {}
}
