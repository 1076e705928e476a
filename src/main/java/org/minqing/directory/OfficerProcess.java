package org.minqing.directory;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.minqing.Refused;
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

    /**
     * @param to empty: the tasks go back to their units, where anybody may claim them
     * @throws Refused 409 when one of the tasks is being finished right now: nothing has been handed over then
     */
    void tasksHandedOver(List<String> taskIds, Optional<String> to) {
        try {
            identity.asSystem(() -> {
                taskIds.forEach(taskId -> tasks.setAssignee(taskId, to.orElse(null)));
                return true;
            });
        } catch (OptimisticLockingException | NullValueException justDone) {
            throw Refused.conflict("这位工作人员的任务刚刚有变化，请再试一次");
        }
    }
}
