package org.minqing.closing;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The case is over. */
@Component
class CloseAppealDelegate implements JavaDelegate {

    private final ClosingService closingService;

    CloseAppealDelegate(ClosingService closingService) {
        this.closingService = closingService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closingService.close((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
        execution.setVariable(AppealModel.OUTCOME, "CLOSED");
    }
}
