package org.minqing.leadercase;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The leader hands the case back to its level. */
@Component
class HandCaseBackDelegate implements JavaDelegate {

    private final LeaderCaseService leaderCases;

    HandCaseBackDelegate(LeaderCaseService leaderCases) {
        this.leaderCases = leaderCases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable(
                AppealModel.LEVEL,
                leaderCases
                        .goBack((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution))
                        .name());
        execution.setVariable(AppealModel.OUTCOME, "BACK");
    }
}
