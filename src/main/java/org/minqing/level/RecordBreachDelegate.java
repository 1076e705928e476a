package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.LeftBy;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The level's deadline has passed. */
@Component
class RecordBreachDelegate implements JavaDelegate {

    private final LevelService levelService;

    RecordBreachDelegate(LevelService levelService) {
        this.levelService = levelService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        levelService.deadlinePassed((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
        execution.setVariable(AppealModel.OUTCOME, LeftBy.DEADLINE.name());
    }
}
