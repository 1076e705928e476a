package org.minqing.closing;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.Level;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The requester is not satisfied: the case goes on one level up. */
@Component
class ReopenAppealDelegate implements JavaDelegate {

    private final ClosingService closingService;

    ReopenAppealDelegate(ClosingService closingService) {
        this.closingService = closingService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Level level = closingService.reopen((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
        execution.setVariable(AppealModel.LEVEL, level.name());
        execution.setVariable(AppealModel.OUTCOME, "REOPENED");
    }
}
