package org.minqing.monthlydispatch;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The leader has not decided in time. */
@Component
class RemindLeaderDelegate implements JavaDelegate {

    private final MonthlyDispatchService dispatches;

    RemindLeaderDelegate(MonthlyDispatchService dispatches) {
        this.dispatches = dispatches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        dispatches.decisionOverdue(execution.getProcessInstanceId());
    }
}
