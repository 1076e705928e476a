package org.minqing.joint;

import java.util.List;
import java.util.Map;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Resolution;
import org.minqing.appeal.TimelineKind;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.Field.Type;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.minqing.level.ExtensionService;
import org.minqing.level.LevelService;
import org.springframework.stereotype.Component;

/** The answers to the tasks of a joint research. Its deadline takes none of them away: it starts supervision. */
@Component
class JointTasks implements TaskHandler {

    private static final String JOINT_DUE = "组团调研的期限，逾期即督办、通报";

    private static final String SIGN = "SIGN";
    private static final String SEND_BACK = "SEND_BACK";
    private static final String EXTEND = "EXTEND";
    private static final int MAX_WORDS = 5000;
    private static final Field REASON = Field.text("reason", "理由", 500);

    private final JointService joint;
    private final PlanService plans;
    private final EarlyEndService earlyEnd;
    private final ExtensionService extensions;
    private final LevelService levels;
    private final AppealService appeals;

    JointTasks(
            JointService joint,
            PlanService plans,
            EarlyEndService earlyEnd,
            ExtensionService extensions,
            LevelService levels,
            AppealService appeals) {
        this.joint = joint;
        this.plans = plans;
        this.earlyEnd = earlyEnd;
        this.extensions = extensions;
        this.levels = levels;
        this.appeals = appeals;
    }

    @Override
    public List<TaskForm> forms() {
        Outcome sign = Outcome.of(SIGN, "同意并签字");
        Outcome sendBack = Outcome.of(SEND_BACK, "退回修改", REASON);
        return List.of(
                TaskForm.of(
                        JointModel.CONVENE,
                        JOINT_DUE,
                        Outcome.of(
                                "CONVENE",
                                "召集",
                                Field.of("leadDepartment", "牵头责任部门代码", Type.UNIT)
                                        .optional(),
                                Field.of("guidanceGroup", "牵头指导组代码", Type.UNIT).optional(),
                                Field.of("departments", "参加部门代码", Type.UNITS))),
                TaskForm.of(
                        JointModel.SURVEY,
                        "召集后 %d 小时内完成现场调研".formatted(JointService.SURVEY.toHours()),
                        Outcome.of(
                                "SURVEYED",
                                "完成现场调研",
                                Field.text("findings", "调研情况", MAX_WORDS),
                                Field.of("onSite", "到场单位代码", Type.UNITS).optional(),
                                Field.of("addDepartments", "增加的部门代码", Type.UNITS)
                                        .optional())),
                TaskForm.of(
                        JointModel.DRAFT_PLAN,
                        JOINT_DUE,
                        Outcome.of("DRAFT", "提交签字", Field.text("plan", "解决方案", MAX_WORDS)),
                        Outcome.of(EXTEND, "申请延期", REASON, Field.of("extensionAmount", "延期时长", Type.COUNT))),
                TaskForm.of(JointModel.SIGN_BY_DEPARTMENT, "双牵头签字应在组团调研期限内完成，逾期即督办", sign, sendBack),
                TaskForm.of(JointModel.SIGN_BY_GROUP, "双牵头签字应在组团调研期限内完成，逾期即督办", sign, sendBack),
                TaskForm.of(JointModel.FOLLOW_MEASURES, "最后一项措施的完成日期", Outcome.of("END_EARLY", "提前结束", REASON)),
                TaskForm.of(
                        JointModel.AGREE_EARLY_END,
                        "提前结束应在最后一项措施的完成日期以前会签",
                        Outcome.of(SIGN, "同意提前结束"),
                        Outcome.of(SEND_BACK, "继续落实", REASON)),
                TaskForm.of(
                        JointModel.REPORT_BACK,
                        JOINT_DUE,
                        Outcome.of(
                                "RESOLVE",
                                "反馈结果",
                                Field.text("reply", "答复内容", MAX_WORDS),
                                Field.of("households", "受益户数", Type.COUNT).optional(),
                                Field.of("people", "受益人数", Type.COUNT).optional(),
                                Field.of("money", "涉及金额（元）", Type.MONEY).optional())));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        Research research = joint.running(task.appealId());
        switch (task.taskKey()) {
            case JointModel.CONVENE -> {
                return joint.convene(
                        research,
                        orElse(answer.text("leadDepartment"), research.leadDepartment()),
                        orElse(answer.text("guidanceGroup"), research.guidanceGroup()),
                        answer.units("departments"),
                        actor,
                        step);
            }
            case JointModel.SURVEY -> {
                joint.surveyed(research, answer.text("findings"), answer.units("onSite"), actor, step);
                answer.units("addDepartments").forEach(unit -> joint.addDepartment(task.appealId(), unit, actor));
            }
            case JointModel.DRAFT_PLAN -> draft(research, answer, actor, step);
            case JointModel.FOLLOW_MEASURES -> earlyEnd.ask(research, task, answer.text("reason"), actor, step);
            case JointModel.AGREE_EARLY_END -> agreeEarlyEnd(research, task, answer, actor, step);
            case JointModel.REPORT_BACK -> reportBack(research, answer, actor, step);
            default -> sign(research, task, answer, actor, step);
        }
        return Map.of();
    }

    private void draft(Research research, Answer answer, String actor, Step step) {
        if (answer.is(EXTEND)) {
            extensions.ask(research.appealId(), answer.text("reason"), answer.count("extensionAmount"), actor, step);
        } else {
            plans.draft(research, answer.text("plan"), actor, step);
        }
    }

    private void sign(Research research, OpenTask task, Answer answer, String actor, Step step) {
        boolean department = task.taskKey().equals(JointModel.SIGN_BY_DEPARTMENT);
        if (answer.is(SEND_BACK)) {
            String from = department ? research.leadDepartment() : research.guidanceGroup();
            plans.sendBack(research, from, answer.text("reason"), actor, step);
        } else if (department) {
            plans.signByDepartment(research, task, actor, step);
        } else {
            plans.signByGroup(research, task, actor, step);
        }
    }

    private void agreeEarlyEnd(Research research, OpenTask task, Answer answer, String actor, Step step) {
        if (answer.is(SIGN)) {
            earlyEnd.agree(research, task, actor, step);
        } else {
            earlyEnd.refuse(research, answer.text("reason"), actor, step);
        }
    }

    private void reportBack(Research research, Answer answer, String actor, Step step) {
        Resolution resolution = new Resolution(
                answer.text("reply"),
                actor,
                research.leadDepartment(),
                answer.count("households"),
                answer.count("people"),
                answer.money("money"));
        appeals.resolved(research.appealId(), resolution, TimelineKind.REPORTED_BACK, step);
        levels.leave(research.appealId(), LeftBy.RESOLVED, actor, step);
        joint.reported(research);
    }

    private static String orElse(String given, String proposed) {
        return given == null ? proposed : given;
    }
}
