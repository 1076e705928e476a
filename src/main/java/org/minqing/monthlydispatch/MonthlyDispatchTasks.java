package org.minqing.monthlydispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.Matter;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.springframework.stereotype.Component;

/** The leader's decisions one by one, and the reports of those who carry them out. */
@Component
class MonthlyDispatchTasks implements TaskHandler {

    static final String ORDER = "ORDER";
    static final String FINISH = "FINISH";

    private final MonthlyDispatchService service;

    MonthlyDispatchTasks(MonthlyDispatchService service) {
        this.service = service;
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(
                TaskForm.of(
                        MonthlyDispatchModel.DECIDE,
                        "材料汇总后 %d 个工作日内决定".formatted(MonthlyDispatchService.WORKING_DAYS_TO_DECIDE),
                        Outcome.of(
                                ORDER,
                                "交办一项",
                                Field.text("decision", "交办事项", 1000),
                                Field.of("targetUnit", "责任单位代码", Field.Type.UNIT),
                                Field.of("decisionDay", "完成日期", Field.Type.FUTURE_DAY),
                                Field.text("appealNumber", "相关诉求编号", 40).optional()),
                        Outcome.of(
                                FINISH,
                                "调度完成",
                                Field.text("summary", "调度意见", 2000).optional())),
                TaskForm.of(
                        MonthlyDispatchModel.CARRY_OUT,
                        "调度时确定的完成日期",
                        Outcome.of("DONE", "已落实", Field.text("result", "落实情况", 2000))));
    }

    @Override
    public Matter matter(String processInstanceId, Integer ordinal) {
        return service.matter(processInstanceId, ordinal);
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        String process = task.processInstanceId();
        if (task.taskKey().equals(MonthlyDispatchModel.CARRY_OUT)) {
            service.carriedOut(process, task.ordinal(), answer.text("result"), actor);
            return Map.of();
        }
        if (answer.is(FINISH)) {
            return Map.of(MonthlyDispatchModel.DECISIONS, service.finished(process, answer.text("summary"), actor));
        }
        service.decided(
                process,
                answer.text("decision"),
                answer.text("targetUnit"),
                answer.day("decisionDay"),
                answer.text("appealNumber"),
                actor);
        return new HashMap<>(Map.of(AppealModel.HANDLER, actor));
    }
}
