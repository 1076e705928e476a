package org.minqing.closing;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** The requester has taken the appeal back. */
@Component
class EndWithdrawnDelegate implements JavaDelegate {

    private final ClosingService closingService;

    EndWithdrawnDelegate(ClosingService closingService) {
        this.closingService = closingService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closingService.tellWithdrawn((Long) execution.getVariable(AppealModel.APPEAL_ID));
    }
}
