package org.minqing.notification;

import java.util.Locale;

/** What a unit can be told. The name is the template's, see {@code templates/notices/}; the subject is its first words. */
public enum Notice {
    ASSIGNED("新任务"),
    DISPATCH_NEEDED("待派单"),
    WARNING("即将到期"),
    REMINDER("催办"),
    SUPERVISION("督办"),
    CENSURE("通报"),
    RETURN_REQUESTED("退单待确认"),
    RETURN_DECIDED("退单有结果"),
    PARK_REQUESTED("挂账待审批"),
    PARK_DECIDED("挂账有结果"),
    PARK_REVIEW("挂账待复核"),
    EXTENSION_REQUESTED("延期待审批"),
    EXTENSION_DECIDED("延期有结果"),
    WHISTLE_TO_SIGN("吹哨待签发"),
    WHISTLE_BLOWN("吹哨报到"),
    WHISTLE_ANSWERED("部门答复待评价"),
    TRAIN_BOARDED("直通车待答复"),
    TRAIN_PROMISED("直通车承诺"),
    LEADER_ORDER("领导交办"),
    RESEARCH_CONVENED("组团调研"),
    SURVEY_DUE("待实地调研"),
    PART_ASSIGNED("部门任务"),
    PART_REFUSED("部门退回任务"),
    OPINION_REMINDER("意见待提交"),
    PLAN_TO_SIGN("方案待签字"),
    PLAN_SENT_BACK("方案退回修改"),
    PLAN_ADOPTED("方案已通过"),
    MEASURE_DUE("措施到期"),
    ALL_MEASURES_DONE("措施全部完成"),
    MEASURES_ENDED("措施提前结束"),
    REOPENED("重新办理"),
    CALLBACK_DUE("待回访"),
    WITHDRAWN("诉求已撤回"),
    SOURCE_REPLIED("来源渠道已答复");

    private final String subject;

    Notice(String subject) {
        this.subject = subject;
    }

    /** The words at the head of the message. */
    public String subject() {
        return subject;
    }

    /** Path of the template on the class path. */
    String template() {
        return "templates/notices/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".mustache";
    }
}
