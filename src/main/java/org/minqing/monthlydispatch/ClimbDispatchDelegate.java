package org.minqing.monthlydispatch;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What is to be decided, or one thing that was decided, is due today, or overdue by so many days. */
@Component
class ClimbDispatchDelegate implements JavaDelegate {

    private final DispatchRungsService rungs;

    ClimbDispatchDelegate(DispatchRungsService rungs) {
        this.rungs = rungs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        rungs.climb(
                execution.getProcessInstanceId(), (Integer) execution.getVariable(MonthlyDispatchModel.LOOP_COUNTER));
    }
}
