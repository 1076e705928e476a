package org.minqing.directtrain;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An appeal comes before a leader's working group. */
@Component
class BoardTrainDelegate implements JavaDelegate {

    private final DirectTrainService trains;

    BoardTrainDelegate(DirectTrainService trains) {
        this.trains = trains;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(trains.boarded(
                (Long) execution.getVariable(AppealModel.APPEAL_ID),
                execution.getProcessInstanceId(),
                Steps.of(execution)));
    }
}
