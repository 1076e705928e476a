package org.minqing.inbox;

import org.camunda.bpm.engine.TaskService;
import org.minqing.directory.UnitUnstaffed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the engine know that the tasks of a unit without officers have gone to the dispatch desk. */
@Component
class UnstaffedUnitProcess {

    private final TaskService tasks;
    private final InboxService inbox;

    UnstaffedUnitProcess(TaskService tasks, InboxService inbox) {
        this.tasks = tasks;
        this.inbox = inbox;
    }

    @EventListener
    void unitUnstaffed(UnitUnstaffed unit) {
        inbox.unitUnstaffed(unit.unitCode())
                .forEach((taskId, holder) -> tasks.addCandidateGroup(taskId, holder.code()));
    }
}
