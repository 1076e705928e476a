package org.minqing.monthlydispatch;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** One decision gets its owner and its date; which, stays with its own branch. */
@Component
class OpenDecisionDelegate implements JavaDelegate {

    private final MonthlyDispatchService dispatches;

    OpenDecisionDelegate(MonthlyDispatchService dispatches) {
        this.dispatches = dispatches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariablesLocal(dispatches.opened(
                execution.getProcessInstanceId(), (Integer) execution.getVariable(MonthlyDispatchModel.LOOP_COUNTER)));
    }
}
