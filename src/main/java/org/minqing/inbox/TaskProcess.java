package org.minqing.inbox;

import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Tells the engine what somebody does with a task. */
@Component
class TaskProcess {

    private final TaskService tasks;

    TaskProcess(TaskService tasks) {
        this.tasks = tasks;
    }

    void claimed(String taskId, String officerId) {
        tasks.claim(taskId, officerId);
    }

    void released(String taskId) {
        tasks.setAssignee(taskId, null);
    }

    /** @param answer {@code outcome} and its fields by name */
    void answered(String taskId, Map<String, Object> answer) {
        tasks.complete(taskId, answer);
    }
}
