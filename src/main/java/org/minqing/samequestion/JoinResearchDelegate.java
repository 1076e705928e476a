package org.minqing.samequestion;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An appeal joins the research of another. */
@Component
class JoinResearchDelegate implements JavaDelegate {

    private final SameQuestionService sameQuestions;

    JoinResearchDelegate(SameQuestionService sameQuestions) {
        this.sameQuestions = sameQuestions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(sameQuestions.join(
                (Long) execution.getVariable(AppealModel.APPEAL_ID),
                execution.getProcessInstanceId(),
                Steps.of(execution)));
    }
}
