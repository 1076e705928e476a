package org.minqing.leadercase;

/** The ids and variables of {@code leaderCase}. */
final class LeaderCaseModel {

    /** The way on the map. */
    static final String PATH = "LEADER";

    static final String VISIT = "userTask_visitRequester";
    static final String DECIDE = "userTask_decideCase";
    static final String CARRY_OUT = "userTask_carryOutOrder";

    /** String: the unit that the leader has ordered to act. */
    static final String ORDERED = "orderedCode";

    private LeaderCaseModel() {}
}
