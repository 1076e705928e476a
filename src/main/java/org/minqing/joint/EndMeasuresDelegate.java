package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Both leads end the measures early. */
@Component
class EndMeasuresDelegate implements JavaDelegate {

    private final EarlyEndService earlyEnd;

    EndMeasuresDelegate(EarlyEndService earlyEnd) {
        this.earlyEnd = earlyEnd;
    }

    @Override
    public void execute(DelegateExecution execution) {
        earlyEnd.carryOut((Long) execution.getVariable(AppealModel.RESEARCH_ID), Steps.of(execution));
    }
}
