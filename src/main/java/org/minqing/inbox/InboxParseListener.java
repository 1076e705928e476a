package org.minqing.inbox;

import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the inbox's listeners on every user task of every model, so that no model can forget them. */
@Component
class InboxParseListener extends AbstractProcessEnginePlugin {

    private final ObjectProvider<TaskOpenedListener> opened;
    private final ObjectProvider<InboxListener> inbox;
    private final ObjectProvider<TaskCompletionListener> completion;

    InboxParseListener(
            ObjectProvider<TaskOpenedListener> opened,
            ObjectProvider<InboxListener> inbox,
            ObjectProvider<TaskCompletionListener> completion) {
        this.opened = opened;
        this.inbox = inbox;
        this.completion = completion;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                listen(((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition());
            }
        });
    }

    private void listen(TaskDefinition task) {
        TaskListener toInbox = event -> inbox.getObject().notify(event);
        task.addTaskListener(
                TaskListener.EVENTNAME_CREATE, event -> opened.getObject().notify(event));
        task.addTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, toInbox);
        task.addTaskListener(TaskListener.EVENTNAME_DELETE, toInbox);
        task.addTaskListener(
                TaskListener.EVENTNAME_COMPLETE, event -> completion.getObject().notify(event));
    }
}
