package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Facts;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The level goes to the unit that the desk or the judge has named. */
@Component
class AssignUnitDelegate implements JavaDelegate {

    private final LevelService levelService;

    AssignUnitDelegate(LevelService levelService) {
        this.levelService = levelService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Facts.give(
                execution,
                levelService.assignUnit((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution)),
                AppealModel.PASSING);
        Facts.pass(execution, AppealModel.HANDLER, null);
    }
}
