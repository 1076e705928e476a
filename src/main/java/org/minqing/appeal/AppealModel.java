package org.minqing.appeal;

/** The ids and variables of {@code appealHandling}, and the routing facts that all models share. */
public final class AppealModel {

    public static final String PROCESS = "appealHandling";
    public static final String MESSAGE_SOURCE_REPLIED = "sourceReplied";
    public static final String MESSAGE_WITHDRAWN = "appealWithdrawn";

    /** Long: the case. */
    public static final String APPEAL_ID = "appealId";
    /** Name of a {@link Level}: the level to enter next. */
    public static final String LEVEL = "level";
    /** Short code of the last answer: which way the token goes. */
    public static final String OUTCOME = "outcome";

    private AppealModel() {}
}
