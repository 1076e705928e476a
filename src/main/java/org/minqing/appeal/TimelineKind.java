package org.minqing.appeal;

/** What happened. */
public enum TimelineKind {
    RECEIVED("收到诉求"),
    TRIAGED("分类分级"),
    LEVEL_ENTERED("进入层级"),
    LEVEL_LEFT("离开层级"),
    DISPATCHED("派单"),
    CLAIMED("认领"),
    RELEASED("放回"),
    REASSIGNED("转交"),
    WARNED("到期预警"),
    BREACHED("超期"),
    REMINDED("催办"),
    SUPERVISED("督办"),
    CENSURED("通报"),
    ESCALATED("上报"),
    RETURN_REQUESTED("申请退单"),
    RETURN_CONFIRMED("同意退单"),
    RETURN_REFUSED("不同意退单"),
    RETURN_ADJUDICATED("退单裁定"),
    PARK_REQUESTED("申请挂账"),
    PARKED("挂账"),
    PARK_REFUSED("不同意挂账"),
    PARK_REVIEW_DUE("挂账复核到期"),
    PARK_KEPT("继续挂账"),
    RESUMED("恢复办理"),
    EXTENSION_REQUESTED("申请延期"),
    EXTENSION_GRANTED("同意延期"),
    EXTENSION_REFUSED("不同意延期"),
    EXTENSION_LAPSED("延期申请失效"),
    WHISTLE_ASKED("吹哨"),
    WHISTLE_SIGNED("签发吹哨"),
    SIGN_OVERDUE("吹哨签发超时"),
    WHISTLE_DECLINED("不予吹哨"),
    ARRIVED("部门到场"),
    WHISTLE_ANSWERED("部门现场答复"),
    ANSWER_RATED("评价部门答复"),
    WHISTLE_OVER("吹哨结束"),
    JOINED("并入同题"),
    UNJOINED("退出同题"),
    BOARDED("上直通车"),
    ANSWERED_ON_THE_SPOT("现场答复"),
    PROMISE_KEPT("承诺办结"),
    TAKEN_BY_LEADER("领导带件"),
    VISITED("领导下访"),
    ORDERED("领导交办"),
    ORDER_DONE("交办完成"),
    HANDED_BACK("退回原层级"),
    CONVENED("召集组团调研"),
    SURVEYED("现场调研"),
    SURVEY_OVERDUE("现场调研超时"),
    PART_NOTIFIED("通知部门"),
    PART_ACCEPTED("部门签收"),
    PART_REFUSED("部门退回"),
    REFUSAL_DECIDED("责任认定"),
    PART_ENDED("部门任务终止"),
    OPINION_GIVEN("部门意见"),
    PLAN_DRAFTED("拟定方案"),
    SIGNED("签字"),
    SENT_BACK("退回修改"),
    PLAN_ADOPTED("方案生效"),
    CLOCK_FOLLOWS_BATCHES("期限随批次调整"),
    PROGRESS_REPORTED("进展"),
    MEASURE_DONE("措施完成"),
    ENDING_ASKED("提议提前结束"),
    PART_DONE("部门任务完成"),
    REPORTED_BACK("结果反馈"),
    RESOLVED("办结答复"),
    SOURCE_REPLIED("来源渠道答复"),
    CALLED_BACK("回访"),
    RATED("评价"),
    REOPENED("重新办理"),
    CLOSED("归档"),
    WITHDRAWN("撤回诉求"),
    ATTACHED("上传附件");

    private final String label;

    TimelineKind(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
