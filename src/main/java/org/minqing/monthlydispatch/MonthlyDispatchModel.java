package org.minqing.monthlydispatch;

/** The ids and variables of {@code monthlyDispatch}. */
final class MonthlyDispatchModel {

    static final String PROCESS = "monthlyDispatch";
    static final String DECIDE = "userTask_decideDispatch";
    static final String CARRY_OUT = "userTask_carryOutDecision";

    /** Integer: how many decisions there are. */
    static final String DECISIONS = "decisionCount";
    /** Integer: which of them a branch is about, from 0. */
    static final String LOOP_COUNTER = "loopCounter";
    /** String: the unit that carries a decision out. */
    static final String OWNER = "ownerCode";
    /** Date: until when. */
    static final String DECISION_DUE_AT = "decisionDueAt";
    /** Dates: when its owner is reminded, supervised, censured. */
    static final String DECISION_WARN_AT = "decisionWarnAt";

    static final String DECISION_SUPERVISE_AT = "decisionSuperviseAt";
    static final String DECISION_CENSURE_AT = "decisionCensureAt";
    /** Dates: when the leader who has not decided is supervised, censured. */
    static final String SUPERVISE_AT = "superviseAt";

    static final String CENSURE_AT = "censureAt";

    private MonthlyDispatchModel() {}
}
