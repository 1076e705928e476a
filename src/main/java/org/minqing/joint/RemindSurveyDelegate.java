package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The survey on site is overdue. */
@Component
class RemindSurveyDelegate implements JavaDelegate {

    private final JointService jointService;

    RemindSurveyDelegate(JointService jointService) {
        this.jointService = jointService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        jointService.surveyOverdue((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
    }
}
