package org.minqing.inbox;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.UrgencyClass;
import org.minqing.engine.Steps;
import org.minqing.security.Caller;
import org.springframework.stereotype.Component;

/**
 * The engine tells the inbox of every user task of an appeal: created, assigned, gone. A process of somebody else's that
 * carries no appeal is left alone.
 */
@Component
class InboxListener implements TaskListener {

    /** The engine's own scale; Tasklist shows and sorts by it. */
    private static final int URGENT = 100;

    private final InboxService inbox;
    private final Caller caller;

    InboxListener(InboxService inbox, Caller caller) {
        this.inbox = inbox;
        this.caller = caller;
    }

    @Override
    public void notify(DelegateTask task) {
        switch (task.getEventName()) {
            case EVENTNAME_CREATE -> {
                if (task.hasVariable(AppealModel.APPEAL_ID)) {
                    opened(task);
                }
            }
            case EVENTNAME_ASSIGNMENT ->
                inbox.assigned(task.getId(), task.getAssignee(), caller.idOr("rule:substitute"), Steps.of(task));
            default -> inbox.gone(task.getId());
        }
    }

    private void opened(DelegateTask task) {
        OpenTask open = inbox.opened(new NewTask(
                task.getId(),
                task.getProcessInstanceId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                (Long) task.getVariable(AppealModel.APPEAL_ID),
                (Long) task.getVariable(AppealModel.PART_ID),
                (Integer) task.getVariable("loopCounter"),
                task.getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .findFirst()
                        .orElseThrow(),
                task.getAssignee(),
                instant(task.getDueDate())));
        task.addCandidateGroup(open.unitCode());
        if (open.urgency() == UrgencyClass.IMMEDIATE) {
            task.setPriority(URGENT);
        }
    }

    private static java.time.Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
