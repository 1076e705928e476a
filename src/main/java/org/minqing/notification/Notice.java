package org.minqing.notification;

import java.util.Locale;

/** What a unit can be told. The name is the template's, see {@code templates/notices/}; the subject is its first words. */
public enum Notice {
    ASSIGNED("新任务", "New task"),
    DISPATCH_NEEDED("待派单", "To be dispatched"),
    WARNING("即将到期", "Due soon"),
    REMINDER("催办", "Overdue: reminder"),
    SUPERVISION("督办", "Supervision"),
    CENSURE("通报", "Censure"),
    RETURN_REQUESTED("退单待确认", "Return to be confirmed"),
    RETURN_DECIDED("退单有结果", "Return decided"),
    PARK_REQUESTED("挂账待审批", "Parking to be approved"),
    PARK_DECIDED("挂账有结果", "Parking decided"),
    PARK_REVIEW("挂账待复核", "Parked case to be reviewed"),
    EXTENSION_REQUESTED("延期待审批", "Extension to be approved"),
    EXTENSION_DECIDED("延期有结果", "Extension decided"),
    WHISTLE_TO_SIGN("吹哨待签发", "Whistle to be signed"),
    WHISTLE_BLOWN("吹哨报到", "Called to the spot"),
    WHISTLE_ANSWERED("部门答复待评价", "Answer to be rated"),
    TRAIN_BOARDED("直通车待答复", "To be answered in the sitting"),
    TRAIN_PROMISED("直通车承诺", "Promised in the sitting"),
    LEADER_ORDER("领导交办", "A leader's order"),
    MONTHLY_PACK("每月调度待决定", "Monthly dispatch to be decided"),
    MONTHLY_DECISION("调度交办", "Decided in the monthly dispatch"),
    MONTHLY_DUE("调度事项即将到期", "Monthly dispatch due soon"),
    MONTHLY_SUPERVISION("调度事项督办", "Monthly dispatch: supervision"),
    MONTHLY_CENSURE("调度事项通报", "Monthly dispatch: censure"),
    MONTHLY_OVERDUE("调度事项催办", "Monthly dispatch overdue"),
    RESEARCH_CONVENED("组团调研", "Joint research"),
    SURVEY_DUE("待实地调研", "Survey on site due"),
    PART_ASSIGNED("部门任务", "Department task"),
    PART_REFUSED("部门退回任务", "Department task refused"),
    OPINION_REMINDER("意见待提交", "Opinion due"),
    PLAN_TO_SIGN("方案待签字", "Plan to be signed"),
    PLAN_SENT_BACK("方案退回修改", "Plan sent back"),
    PLAN_ADOPTED("方案已通过", "Plan adopted"),
    MEASURE_DUE("措施到期", "Measure due"),
    ALL_MEASURES_DONE("措施全部完成", "All measures done"),
    MEASURES_ENDED("措施提前结束", "Measures ended early"),
    REOPENED("重新办理", "Reopened"),
    CALLBACK_DUE("待回访", "Call-back due"),
    WITHDRAWN("诉求已撤回", "Withdrawn"),
    SOURCE_REPLIED("来源渠道已答复", "Answered at the source");

    private final String subject;
    private final String english;

    Notice(String subject, String english) {
        this.subject = subject;
        this.english = english;
    }

    /** The words at the head of the message. */
    public String subject() {
        return subject;
    }

    String subject(Language language) {
        return language == Language.ZH ? subject : english;
    }

    /** The file of a template's built-in words. */
    static String file(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-') + ".mustache";
    }
}
