package org.minqing.directory;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Tells the engine who does an officer's tasks from now on. */
@Component
class OfficerProcess {

    private final TaskService tasks;

    OfficerProcess(TaskService tasks) {
        this.tasks = tasks;
    }

    /** @param to empty: the tasks go back to their units, where anybody may claim them */
    void tasksHandedOver(List<String> taskIds, Optional<String> to) {
        for (String taskId : taskIds) {
            tasks.setAssignee(taskId, to.orElse(null));
        }
    }
}
