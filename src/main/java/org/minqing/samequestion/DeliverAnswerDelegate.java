package org.minqing.samequestion;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The answer of the research is this appeal's answer too. */
@Component
class DeliverAnswerDelegate implements JavaDelegate {

    private final SameQuestionService sameQuestions;

    DeliverAnswerDelegate(SameQuestionService sameQuestions) {
        this.sameQuestions = sameQuestions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sameQuestions.answer((Long) execution.getVariable(AppealModel.APPEAL_ID), Steps.of(execution));
        execution.setVariable(AppealModel.OUTCOME, "ANSWERED");
    }
}
