package org.minqing.monthlydispatch;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A unit has not done in time what was decided. */
@Component
class RemindOwnerDelegate implements JavaDelegate {

    private final MonthlyDispatchService dispatches;

    RemindOwnerDelegate(MonthlyDispatchService dispatches) {
        this.dispatches = dispatches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        dispatches.overdue(
                execution.getProcessInstanceId(), (Integer) execution.getVariable(MonthlyDispatchModel.LOOP_COUNTER));
    }
}
