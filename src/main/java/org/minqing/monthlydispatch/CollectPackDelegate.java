package org.minqing.monthlydispatch;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** The month's pack is put together. */
@Component
class CollectPackDelegate implements JavaDelegate {

    private final MonthlyDispatchService dispatches;

    CollectPackDelegate(MonthlyDispatchService dispatches) {
        this.dispatches = dispatches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        dispatches.collect((Long) execution.getVariable(AppealModel.MATTER_ID), execution.getProcessInstanceId());
    }
}
