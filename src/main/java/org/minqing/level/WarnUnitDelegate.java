package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The unit is warned that its level is nearly due. */
@Component
class WarnUnitDelegate implements JavaDelegate {

    private final LevelService levelService;

    WarnUnitDelegate(LevelService levelService) {
        this.levelService = levelService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        levelService.warn((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
    }
}
