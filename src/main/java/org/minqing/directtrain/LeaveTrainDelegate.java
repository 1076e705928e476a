package org.minqing.directtrain;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An appeal goes back to its level. */
@Component
class LeaveTrainDelegate implements JavaDelegate {

    private final DirectTrainService trains;

    LeaveTrainDelegate(DirectTrainService trains) {
        this.trains = trains;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable(
                AppealModel.LEVEL,
                trains.goBack((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution))
                        .name());
        execution.setVariable(AppealModel.OUTCOME, "BACK");
    }
}
