package org.minqing.directtrain;

import java.util.List;
import java.util.Map;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.springframework.stereotype.Component;

/** The answers of a sitting, and of the unit that owns what was promised there. */
@Component
class DirectTrainTasks implements TaskHandler {

    private static final String SETTLE = "SETTLE";
    private static final String PROMISE = "PROMISE";
    private static final Field REPLY = Field.text("reply", "答复内容", 5000);

    private final DirectTrainService service;

    DirectTrainTasks(DirectTrainService service) {
        this.service = service;
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(
                TaskForm.of(
                        DirectTrainModel.ANSWER,
                        "直通车接待日结束以前现场答复",
                        Outcome.of(
                                PROMISE,
                                "现场答复并交办",
                                REPLY,
                                Field.of("targetUnit", "责任单位代码", Field.Type.UNIT),
                                Field.of("promiseDay", "完成日期", Field.Type.FUTURE_DAY)),
                        Outcome.of(SETTLE, "现场办结", REPLY),
                        Outcome.of("HAND_BACK", "退回原层级")),
                TaskForm.of(
                        DirectTrainModel.KEEP_PROMISE,
                        "现场答复时承诺的完成日期",
                        Outcome.of("DONE", "已办结", Field.text("result", "办理结果", 2000))));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        switch (answer.outcome()) {
            case SETTLE -> service.settled(task.appealId(), answer.text("reply"), actor, step);
            case PROMISE -> {
                return service.promised(
                        task.appealId(),
                        answer.text("reply"),
                        answer.text("targetUnit"),
                        answer.day("promiseDay"),
                        actor,
                        step);
            }
            case "DONE" -> service.kept(task.appealId(), answer.text("result"), actor, step);
            default -> {
                // HAND_BACK: the model's next step takes it back
            }
        }
        return Map.of();
    }
}
