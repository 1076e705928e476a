package org.minqing.closing;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Nobody could be reached. */
@Component
class RecordUnratedDelegate implements JavaDelegate {

    private final ClosingService closingService;

    RecordUnratedDelegate(ClosingService closingService) {
        this.closingService = closingService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closingService.unrated((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
    }
}
