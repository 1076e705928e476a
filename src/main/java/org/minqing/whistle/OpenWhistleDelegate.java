package org.minqing.whistle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** A street wants departments on the spot. */
@Component
class OpenWhistleDelegate implements JavaDelegate {

    private final WhistleService whistles;

    OpenWhistleDelegate(WhistleService whistles) {
        this.whistles = whistles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(whistles.open((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution)));
    }
}
