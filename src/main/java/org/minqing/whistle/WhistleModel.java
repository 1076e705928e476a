package org.minqing.whistle;

/** The ids and variables of {@code whistle}. */
final class WhistleModel {

    static final String MESSAGE_BLOWN = "whistleBlown";
    static final String MESSAGE_OVER = "whistleOver";

    static final String SIGN = "userTask_signWhistle";
    static final String CONFIRM_ARRIVAL = "userTask_confirmArrival";
    static final String GIVE_ANSWER = "userTask_giveAnswer";
    static final String RATE_ANSWER = "userTask_rateAnswer";

    /** Long: the whistle. */
    static final String WHISTLE_ID = "whistleId";
    /** String: the street that blows it. */
    static final String STREET = "streetCode";
    /** Boolean: the street's first responsible person has asked for it himself. */
    static final String SIGNED = "whistleSigned";
    /** Date: when it must be signed. */
    static final String SIGN_DUE_AT = "signDueAt";
    /** Integer: how many departments are called. */
    static final String DEPARTMENTS = "departmentCount";
    /** Date: when they must be on site. */
    static final String ARRIVAL_DUE_AT = "arrivalDueAt";
    /** Date: when they must have answered. */
    static final String ANSWER_DUE_AT = "answerDueAt";
    /** Date: until when the street may say what one answer is worth. */
    static final String RATING_DUE_AT = "ratingDueAt";
    /** Integer: which department, from 0. */
    static final String LOOP_COUNTER = "loopCounter";

    private WhistleModel() {}
}
