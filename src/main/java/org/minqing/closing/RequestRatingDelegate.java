package org.minqing.closing;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Facts;
import org.springframework.stereotype.Component;

/** A call-back is arranged. */
@Component
class RequestRatingDelegate implements JavaDelegate {

    private final ClosingService closingService;

    RequestRatingDelegate(ClosingService closingService) {
        this.closingService = closingService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Facts.give(
                execution,
                closingService.requestRating((Long) execution.getVariable(AppealModel.APPEAL_ID)),
                AppealModel.PASSING);
    }
}
