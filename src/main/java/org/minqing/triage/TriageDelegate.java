package org.minqing.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Facts;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** {@code serviceTask_triage}: the case's place, class and lead are found, and the level to begin with. */
@Component("triageDelegate")
class TriageDelegate implements JavaDelegate {

    private final TriageService triage;

    TriageDelegate(TriageService triage) {
        this.triage = triage;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long appealId = ((Number) execution.getVariable(AppealModel.APPEAL_ID)).longValue();
        Facts.pass(
                execution,
                AppealModel.LEVEL,
                triage.triage(appealId, Steps.of(execution)).startLevel().name());
    }
}
