package org.minqing.whistle;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The whistle is not signed in time. */
@Component
class RemindSignerDelegate implements JavaDelegate {

    private final WhistleService whistles;

    RemindSignerDelegate(WhistleService whistles) {
        this.whistles = whistles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        whistles.signOverdue(
                (Long) execution.getVariable(WhistleModel.WHISTLE_ID),
                ((Date) execution.getVariable(WhistleModel.SIGN_DUE_AT)).toInstant(),
                Steps.of(execution));
    }
}
