package org.minqing.monthlydispatch;

import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.minqing.Refused;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** Tells the engine that a month is to be looked back on, and what the leader says. */
@Component
class MonthlyDispatchProcess {

    private final RuntimeService runtime;
    private final TaskService tasks;

    MonthlyDispatchProcess(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    void monthBegins(MonthlyDispatch dispatch, Rung.Times times) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(AppealModel.MATTER_ID, dispatch.id());
        facts.put(AppealModel.UNIT, dispatch.areaCode());
        facts.put(AppealModel.DUE_AT, Date.from(times.dueAt()));
        facts.put(AppealModel.WARN_AT, Date.from(times.warnAt()));
        facts.put(MonthlyDispatchModel.SUPERVISE_AT, Date.from(times.superviseAt()));
        facts.put(MonthlyDispatchModel.CENSURE_AT, Date.from(times.censureAt()));
        facts.put(AppealModel.HANDLER, null);
        runtime.startProcessInstanceByKey(MonthlyDispatchModel.PROCESS, dispatch.number(), facts);
    }

    /** The answer goes through the one rule for finishing a task, as it does from Tasklist. */
    void leaderDecides(MonthlyDispatch dispatch, Map<String, Object> answer) {
        Task task = tasks.createTaskQuery()
                .processInstanceId(dispatch.processInstanceId())
                .taskDefinitionKey(MonthlyDispatchModel.DECIDE)
                .singleResult();
        if (task == null) {
            throw Refused.conflict("本月调度已经决定，不能再增加事项");
        }
        tasks.complete(task.getId(), answer);
    }
}
