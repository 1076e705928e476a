package org.minqing.inbox;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.minqing.security.Caller;
import org.springframework.stereotype.Component;

/**
 * Hands a finished task's answer to the rules, and leaves only routing facts in the process: words and personal data
 * that came with the answer are taken out in the same transaction and never reach a table of the engine.
 */
@Component
class TaskCompletionListener implements TaskListener {

    private final InboxService inbox;
    private final TaskRules rules;
    private final Caller caller;

    TaskCompletionListener(InboxService inbox, TaskRules rules, Caller caller) {
        this.inbox = inbox;
        this.rules = rules;
        this.caller = caller;
    }

    @Override
    public void notify(DelegateTask task) {
        inbox.finishing(task.getId(), task.getVariable(AppealModel.APPEAL_ID)).ifPresent(open -> complete(task, open));
    }

    private void complete(DelegateTask task, OpenTask open) {
        Map<String, Object> submitted = new HashMap<>();
        rules.fieldNames(open.taskKey()).forEach(name -> submitted.put(name, task.getVariable(name)));
        String actor = caller.idOr(task.getAssignee() == null ? "system" : task.getAssignee());
        Map<String, Object> facts =
                rules.complete(open, task.getVariable(AppealModel.OUTCOME), submitted, actor, Steps.of(task));
        task.getVariableNames().stream()
                .filter(name -> !AppealModel.ROUTING_FACTS.contains(name))
                .toList()
                .forEach(task.getExecution()::removeVariable);
        task.getExecution().setVariables(facts);
        inbox.gone(task.getId());
    }
}
