package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An appeal enters joint research. */
@Component
class OpenResearchDelegate implements JavaDelegate {

    private final JointService jointService;

    OpenResearchDelegate(JointService jointService) {
        this.jointService = jointService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(jointService.open(
                (Long) execution.getVariable(AppealModel.APPEAL_ID),
                execution.getProcessInstanceId(),
                Steps.of(execution)));
    }
}
