package org.minqing.inbox;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/**
 * The engine tells the inbox of every new user task of an appeal; the unit that really holds it becomes a candidate too.
 * A process of somebody else's is left alone.
 */
@Component
class TaskOpenedListener implements TaskListener {

    private final TaskOpening inbox;

    TaskOpenedListener(TaskOpening inbox) {
        this.inbox = inbox;
    }

    @Override
    public void notify(DelegateTask task) {
        if (!task.hasVariable(AppealModel.APPEAL_ID) && !task.hasVariable(AppealModel.MATTER_ID)) {
            return;
        }
        // the last answer has shown the way here; what is taken out in the transaction that brought it is never written
        task.getExecution().removeVariable(AppealModel.OUTCOME);
        String named = task.getCandidates().iterator().next().getGroupId();
        OpenTask open = inbox.opened(new NewTask(
                task.getId(),
                task.getProcessInstanceId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                (Long) task.getVariable(AppealModel.APPEAL_ID),
                (Long) task.getVariable(AppealModel.PART_ID),
                (Integer) task.getVariable("loopCounter"),
                named,
                task.getAssignee(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant()));
        if (!open.unitCode().equals(named)) {
            task.addCandidateGroup(open.unitCode());
        }
        task.setPriority(open.priority());
    }
}
