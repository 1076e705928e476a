package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.Level;
import org.minqing.engine.Facts;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An appeal enters a level. */
@Component
class EnterLevelDelegate implements JavaDelegate {

    private final LevelService levelService;

    EnterLevelDelegate(LevelService levelService) {
        this.levelService = levelService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Level level = Level.valueOf((String) execution.getVariable(AppealModel.LEVEL));
        execution.removeVariable(AppealModel.LEVEL);
        Facts.give(
                execution,
                levelService.enter(
                        (Long) execution.getVariable(AppealModel.APPEAL_ID),
                        level,
                        execution.getProcessInstanceId(),
                        Steps.of(execution)),
                AppealModel.PASSING);
        Facts.pass(execution, AppealModel.HANDLER, null);
    }
}
