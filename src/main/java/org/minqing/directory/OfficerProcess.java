package org.minqing.directory;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Tells the engine who does an officer's tasks from now on. */
@Component
class OfficerProcess {

    private final TaskService tasks;

    private final IdentityProcess identity;

    OfficerProcess(TaskService tasks, IdentityProcess identity) {
        this.tasks = tasks;
        this.identity = identity;
    }

    /** @param to empty: the tasks go back to their units, where anybody may claim them */
    void tasksHandedOver(List<String> taskIds, Optional<String> to) {
        identity.asSystem(() -> {
            taskIds.forEach(taskId -> tasks.setAssignee(taskId, to.orElse(null)));
            return true;
        });
    }
}
