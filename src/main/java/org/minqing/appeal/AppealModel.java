package org.minqing.appeal;

import java.util.Set;

/** The ids and variables of {@code appealHandling}, and the routing facts that all models share. */
public final class AppealModel {

    public static final String PROCESS = "appealHandling";
    public static final String MESSAGE_SOURCE_REPLIED = "sourceReplied";
    public static final String MESSAGE_PATH_ORDERED = "pathOrdered";
    public static final String MESSAGE_WITHDRAWN = "appealWithdrawn";

    /** Long: the case. */
    public static final String APPEAL_ID = "appealId";
    /** Name of a {@link Level}: the level to enter next. */
    public static final String LEVEL = "level";
    /** Short code of the last answer: which way the token goes. */
    public static final String OUTCOME = "outcome";

    /** Long: what a process is about that carries no appeal. */
    public static final String MATTER_ID = "matterId";

    /** Long: the department's part. */
    public static final String PART_ID = "partId";
    /** Long: the joint research. */
    public static final String RESEARCH_ID = "researchId";
    /** String: the unit that holds the level, or does the part. */
    public static final String UNIT = "unitCode";
    /** Boolean: whether that unit is the level's own, and not a desk that has yet to find it. */
    public static final String UNIT_KNOWN = "unitKnown";
    /** String: the unit that decides on the holder's requests. */
    public static final String ABOVE = "aboveCode";
    /** String: the dispatch desk. */
    public static final String DESK = "deskCode";
    /** String: the unit that decides on a return. */
    public static final String JUDGE = "judgeCode";
    /** String: the officer who gets his task back after a request of his, or null. */
    public static final String HANDLER = "handler";
    /** String: the leader who takes the case himself, or holds the sitting. */
    public static final String LEADER = "leaderId";
    /** Date: when the level, the part or the call-back is due. */
    public static final String DUE_AT = "dueAt";
    /** Date: when its unit is warned. */
    public static final String WARN_AT = "warnAt";
    /** Date: when parking is reviewed. */
    public static final String REVIEW_AT = "reviewAt";

    /** Every variable that may rest in a process; all others are taken out when a task is finished. */
    public static final Set<String> ROUTING_FACTS = Set.of(
            APPEAL_ID,
            MATTER_ID,
            LEVEL,
            OUTCOME,
            PART_ID,
            RESEARCH_ID,
            UNIT,
            UNIT_KNOWN,
            ABOVE,
            DESK,
            JUDGE,
            HANDLER,
            DUE_AT,
            WARN_AT,
            REVIEW_AT,
            "breachId",
            "superviseAt",
            "censureAt",
            "leadCode",
            "groupCode",
            "surveyDueAt",
            "refusalDueAt",
            "allOpinionsIn",
            "allMeasuresDone",
            "planAdopted",
            "measureCount",
            "measureId",
            "measureDueAt",
            "lastMeasureDueAt",
            "whistleId",
            "streetCode",
            "whistleSigned",
            "signDueAt",
            "departmentCount",
            "arrivalDueAt",
            "answerDueAt",
            "ratingDueAt",
            "leaderId",
            "sittingDueAt",
            "ownerCode",
            "promisedAt",
            "orderedCode",
            "decisionCount",
            "decisionDueAt",
            "lastAttempt",
            "loopCounter",
            "nrOfInstances",
            "nrOfActiveInstances",
            "nrOfCompletedInstances");

    /** Facts that are read before the process waits again; whoever lets it go on names them anew. */
    public static final Set<String> PASSING = Set.of(
            LEVEL,
            OUTCOME,
            UNIT,
            UNIT_KNOWN,
            ABOVE,
            DESK,
            JUDGE,
            DUE_AT,
            WARN_AT,
            REVIEW_AT,
            "surveyDueAt",
            "lastAttempt");

    private AppealModel() {}
}
