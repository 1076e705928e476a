package org.minqing.inbox;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.minqing.engine.Caller;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The engine tells the inbox of every user task that somebody else holds now, or that is gone. */
@Component
class InboxListener implements TaskListener {

    private final InboxService inbox;
    private final Caller caller;

    InboxListener(InboxService inbox, Caller caller) {
        this.inbox = inbox;
        this.caller = caller;
    }

    @Override
    public void notify(DelegateTask task) {
        if (EVENTNAME_ASSIGNMENT.equals(task.getEventName())) {
            inbox.assigned(task.getId(), task.getAssignee(), caller.idOr("rule:substitute"), Steps.of(task));
        } else {
            inbox.takenAway(task.getId(), caller.idOr("rule:process"));
        }
    }
}
