package org.minqing.inbox;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.minqing.Refused;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Caller;
import org.minqing.engine.Facts;
import org.minqing.engine.Steps;
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
        inbox.lock(task.getId()).ifPresent(open -> {
            if (!Objects.equals(task.getVariable(AppealModel.APPEAL_ID), open.appealId())) {
                throw Refused.invalid(AppealModel.APPEAL_ID, "不能更改任务所属的诉求");
            }
            String actor = caller.idOr(task.getAssignee() == null ? "system" : task.getAssignee());
            Object outcome = task.getVariable(AppealModel.OUTCOME);
            Map<String, Object> facts = rules.complete(open, task.getVariables(), actor, Steps.of(task));
            Set<String> words = new HashSet<>(task.getVariableNames());
            words.removeAll(AppealModel.ROUTING_FACTS);
            task.getExecution().removeVariables(words);
            Facts.give(task.getExecution(), facts, AppealModel.PASSING);
            inbox.done(open, actor, rules.label(open, outcome));
        });
    }
}
