package org.minqing.joint;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.TimelineKind;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.Field.Type;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.springframework.stereotype.Component;

/** The answers to the tasks of one department's part, and the desk's answer to a refusal. */
@Component
class PartTasks implements TaskHandler {

    private static final String ACCEPT = "ACCEPT";
    private static final String REFUSE = "REFUSE";
    private static final String OPINION = "OPINION";
    private static final String FALLBACK = "FALLBACK";
    private static final String DONE = "DONE";
    private static final String PROGRESS = "PROGRESS";
    private static final String EXTEND = "EXTEND";
    private static final String AMOUNT = "extensionAmount";
    private static final Field RESULT = Field.text("result", "完成情况", 1000);
    private static final Field REASON = Field.text("reason", "理由", 500);

    private final PartService service;
    private final PartRepository parts;
    private final RefusalService refusals;
    private final MeasureService measures;
    private final PartExtensionService extensions;
    private final Clock clock;

    PartTasks(
            PartService service,
            PartRepository parts,
            RefusalService refusals,
            MeasureService measures,
            PartExtensionService extensions,
            Clock clock) {
        this.service = service;
        this.parts = parts;
        this.refusals = refusals;
        this.measures = measures;
        this.extensions = extensions;
        this.clock = clock;
    }

    @Override
    public List<TaskForm> forms() {
        Outcome extend = Outcome.of(EXTEND, "申请延期", REASON, Field.of(AMOUNT, "延期时长", Type.COUNT));
        Field[] opinion = Stream.concat(Stream.of(Field.text("opinion", "部门意见", 5000)), MeasureService.fields())
                .toArray(Field[]::new);
        return List.of(
                TaskForm.of(
                        JointModel.ACCEPT_PART,
                        PartService.opinionRule(),
                        Outcome.of(ACCEPT, "签收"),
                        Outcome.of(REFUSE, "退回", REASON)),
                TaskForm.of(
                        JointModel.GIVE_OPINION,
                        PartService.opinionRule(),
                        Outcome.of(OPINION, "提交意见", opinion),
                        extend),
                TaskForm.of(
                        JointModel.DECIDE_REFUSAL,
                        "部门退回后 %d 个工作日内认定责任".formatted(RefusalService.DAYS),
                        Outcome.of(RefusalService.UPHOLD, "由原部门承担", REASON),
                        Outcome.of(RefusalService.REPLACE, "改由其他部门承担", Field.of("targetUnit", "接替部门代码", Type.UNIT)),
                        Outcome.of(FALLBACK, "无合适部门，由派单中心兜底", REASON)),
                TaskForm.of(
                        JointModel.CARRY_OUT_MEASURE,
                        "方案确定的这项措施的完成日期",
                        Outcome.of(DONE, "已完成", RESULT),
                        Outcome.of(PROGRESS, "报告进展", MeasureService.ACHIEVED, RESULT),
                        extend));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        Part part = parts.get(task.partId());
        return switch (answer.outcome()) {
            case REFUSE -> refusals.refuse(part, answer.text("reason"), actor, step);
            case RefusalService.REPLACE -> refusals.replace(part, answer.text("targetUnit"), null, actor, step);
            case FALLBACK -> refusals.fallBack(part, answer.text("reason"), actor, step);
            case OPINION -> opinion(part, answer, actor, step);
            case RefusalService.UPHOLD -> {
                refusals.uphold(part, answer.text("reason"), actor, step);
                yield Map.of();
            }
            case DONE -> {
                measures.done(part, task.ordinal(), answer.text("result"), actor, step);
                yield Map.of();
            }
            case PROGRESS -> progress(part, task, answer, actor, step);
            case EXTEND -> {
                Measure measure =
                        task.taskKey().equals(JointModel.GIVE_OPINION) ? null : measures.get(part, task.ordinal());
                extensions.ask(part, measure, answer.text("reason"), answer.count(AMOUNT), actor, step);
                yield Map.of();
            }
            default -> {
                parts.accepted(part.id(), clock.instant());
                service.write(part, TimelineKind.PART_ACCEPTED, actor, step, null);
                yield Map.of();
            }
        };
    }

    /** What is reported as all done is done. */
    private Map<String, Object> progress(Part part, OpenTask task, Answer answer, String actor, Step step) {
        boolean all = measures.progress(
                part, task.ordinal(), answer.count(MeasureService.ACHIEVED.name()), answer.text("result"), actor, step);
        return Map.of(AppealModel.OUTCOME, all ? DONE : PROGRESS);
    }

    private Map<String, Object> opinion(Part part, Answer answer, String actor, Step step) {
        int count = measures.undertake(part, answer);
        parts.opinionGiven(part.id(), answer.text("opinion"), clock.instant());
        service.write(part, TimelineKind.OPINION_GIVEN, actor, step, answer.text("opinion"));
        service.opinionIn(part);
        return Map.of(JointModel.MEASURE_COUNT, count);
    }
}
