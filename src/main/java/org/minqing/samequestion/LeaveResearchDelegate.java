package org.minqing.samequestion;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An appeal goes on without the answer of the research. */
@Component
class LeaveResearchDelegate implements JavaDelegate {

    private final SameQuestionService sameQuestions;

    LeaveResearchDelegate(SameQuestionService sameQuestions) {
        this.sameQuestions = sameQuestions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable(
                AppealModel.LEVEL,
                sameQuestions
                        .goBack((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution))
                        .name());
        execution.setVariable(AppealModel.OUTCOME, "BACK");
    }
}
