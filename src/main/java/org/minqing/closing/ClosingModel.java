package org.minqing.closing;

/** The ids and variables of {@code closing}. */
final class ClosingModel {

    static final String PROCESS = "closing";
    static final String MESSAGE_RATED = "rated";
    static final String CALL_BACK = "userTask_callBack";

    /** Boolean: whether this was the last attempt at a call-back. */
    static final String LAST_ATTEMPT = "lastAttempt";

    private ClosingModel() {}
}
