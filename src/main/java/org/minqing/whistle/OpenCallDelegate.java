package org.minqing.whistle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** One department is called; which one stays with its own branch. */
@Component
class OpenCallDelegate implements JavaDelegate {

    private final WhistleService whistles;

    OpenCallDelegate(WhistleService whistles) {
        this.whistles = whistles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Call call = whistles.call((Long) execution.getVariable(WhistleModel.WHISTLE_ID), (Integer)
                execution.getVariable(WhistleModel.LOOP_COUNTER));
        execution.setVariableLocal(AppealModel.PART_ID, call.id());
        execution.setVariableLocal(AppealModel.UNIT, call.unitCode());
    }
}
