package org.minqing.leadercase;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** A leader owns the case from now on. */
@Component
class TakeCaseDelegate implements JavaDelegate {

    private final LeaderCaseService leaderCases;

    TakeCaseDelegate(LeaderCaseService leaderCases) {
        this.leaderCases = leaderCases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(leaderCases.taken(
                (Long) execution.getVariable(AppealModel.APPEAL_ID),
                execution.getProcessInstanceId(),
                Steps.of(execution)));
    }
}
