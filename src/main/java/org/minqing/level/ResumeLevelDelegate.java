package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Facts;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** A parked level's clock goes on. */
@Component
class ResumeLevelDelegate implements JavaDelegate {

    private final LevelService levelService;

    ResumeLevelDelegate(LevelService levelService) {
        this.levelService = levelService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Facts.give(
                execution,
                levelService.resume((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution)),
                AppealModel.PASSING);
    }
}
