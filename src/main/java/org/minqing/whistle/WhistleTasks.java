package org.minqing.whistle;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.minqing.appeal.Rating;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.springframework.stereotype.Component;

/** The answers to the tasks of a whistle. */
@Component
class WhistleTasks implements TaskHandler {

    private static final String SIGN = "SIGN";
    private static final String COMMENT = "comment";

    private final WhistleRepository whistles;
    private final WhistleService service;
    private final CallService calls;

    WhistleTasks(WhistleRepository whistles, WhistleService service, CallService calls) {
        this.whistles = whistles;
        this.service = service;
        this.calls = calls;
    }

    @Override
    public List<TaskForm> forms() {
        Field comment = Field.text(COMMENT, "评价说明", 500);
        return List.of(
                TaskForm.of(
                        WhistleModel.SIGN,
                        WhistleService.signRule(),
                        Outcome.of(SIGN, "签发"),
                        Outcome.of("DECLINE", "不予吹哨", Field.text("reason", "理由", 500))),
                TaskForm.of(WhistleModel.CONFIRM_ARRIVAL, "吹哨签发后，部门应在此时限内到场", Outcome.of("ARRIVED", "已到场")),
                TaskForm.of(
                        WhistleModel.GIVE_ANSWER,
                        WhistleService.answerRule(),
                        Outcome.of("ANSWER", "提交答复", Field.text("answer", "现场处置意见", 2000))),
                TaskForm.of(
                        WhistleModel.RATE_ANSWER,
                        "部门答复后 %d 个工作日内评价".formatted(CallService.RATING_DAYS),
                        Outcome.of(Rating.SATISFIED.name(), "满意", comment.optional()),
                        Outcome.of(Rating.UNSATISFIED.name(), "不满意", comment)));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        switch (task.taskKey()) {
            case WhistleModel.SIGN -> {
                Whistle whistle = whistles.open(task.appealId()).orElseThrow();
                if (answer.is(SIGN)) {
                    service.sign(whistle, actor, step);
                } else {
                    service.decline(whistle, answer.text("reason"), actor, step);
                }
            }
            case WhistleModel.CONFIRM_ARRIVAL -> calls.arrived(task.partId(), actor, step);
            case WhistleModel.GIVE_ANSWER -> {
                return Map.of(
                        WhistleModel.RATING_DUE_AT,
                        Date.from(calls.answered(task.partId(), answer.text("answer"), actor, step)));
            }
            default -> calls.rated(task.partId(), Rating.valueOf(answer.outcome()), answer.text(COMMENT), actor, step);
        }
        return Map.of();
    }
}
