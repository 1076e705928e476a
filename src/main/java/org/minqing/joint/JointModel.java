package org.minqing.joint;

/** The ids and variables of {@code jointResearch}, {@code departmentPart} and {@code phasedMeasures}. */
public final class JointModel {

    public static final String PROCESS = "jointResearch";
    public static final String PART_PROCESS = "departmentPart";

    public static final String CONVENE = "userTask_conveneResearch";
    public static final String SURVEY = "userTask_surveyOnSite";
    public static final String DRAFT_PLAN = "userTask_draftPlan";
    public static final String SIGN_BY_DEPARTMENT = "userTask_signByDepartment";
    public static final String SIGN_BY_GROUP = "userTask_signByGroup";
    public static final String FOLLOW_MEASURES = "userTask_followMeasures";
    public static final String AGREE_EARLY_END = "userTask_agreeEarlyEnd";
    public static final String REPORT_BACK = "userTask_reportBack";

    public static final String ACCEPT_PART = "userTask_acceptPart";
    public static final String GIVE_OPINION = "userTask_giveOpinion";
    public static final String DECIDE_REFUSAL = "userTask_decideRefusal";
    public static final String CARRY_OUT_MEASURE = "userTask_carryOutMeasure";

    static final String OPINION_OVERDUE = "startEvent_opinionOverdue";
    static final String MEASURE_OVERDUE = "event_measureOverdue";

    /** String: the responsible department, first of the two leads. */
    static final String LEAD = "leadCode";
    /** String: the guidance group, second of the two leads. */
    static final String GROUP = "groupCode";
    /** Date: when the survey on site is due. */
    static final String SURVEY_DUE_AT = "surveyDueAt";
    /** Boolean: no department owes its opinion. */
    static final String ALL_OPINIONS_IN = "allOpinionsIn";
    /** Boolean: every department has done its part. */
    static final String ALL_MEASURES_DONE = "allMeasuresDone";

    /** Date: when the desk must have decided on a refusal. */
    static final String REFUSAL_DUE_AT = "refusalDueAt";
    /** Boolean: both leads have signed. */
    static final String PLAN_ADOPTED = "planAdopted";
    /** Integer: how many measures the part has. */
    static final String MEASURE_COUNT = "measureCount";
    /** Long, of one measure. */
    static final String MEASURE_ID = "measureId";
    /** Date, of one measure. */
    static final String MEASURE_DUE_AT = "measureDueAt";
    /** Date: when the last measure of all departments is due. */
    static final String LAST_MEASURE_DUE_AT = "lastMeasureDueAt";
    /** Integer: which measure of the part, from 0. */
    static final String LOOP_COUNTER = "loopCounter";

    private JointModel() {}
}
