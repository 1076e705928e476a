package org.minqing.samequestion;

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

/** The answer to the task of an appeal that waits: to take it out again. */
@Component
class SameQuestionTasks implements TaskHandler {

    private final SameQuestionService service;

    SameQuestionTasks(SameQuestionService service) {
        this.service = service;
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(TaskForm.of(
                SameQuestionModel.FOLLOW,
                "沿用诉求原有的办理期限，并入同题调研不停表",
                Outcome.of("UNJOIN", "退出同题办理", Field.text("reason", "理由", 500))));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        service.takeOut(task.appealId(), answer.text("reason"), actor, step);
        return Map.of();
    }
}
