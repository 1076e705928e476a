package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Nobody has held the review of a parked case by its date. */
@Component
class ReviewOverdueDelegate implements JavaDelegate {

    private final LevelService levelService;

    ReviewOverdueDelegate(LevelService levelService) {
        this.levelService = levelService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        levelService.reviewOverdue((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
    }
}
