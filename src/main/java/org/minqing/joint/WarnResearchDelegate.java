package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The joint level is nearly due. */
@Component
class WarnResearchDelegate implements JavaDelegate {

    private final JointService jointService;

    WarnResearchDelegate(JointService jointService) {
        this.jointService = jointService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        jointService.warn((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
    }
}
