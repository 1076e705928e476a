package org.minqing.whistle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The street has not said what an answer is worth. */
@Component
class RecordUnratedAnswerDelegate implements JavaDelegate {

    private final CallService calls;

    RecordUnratedAnswerDelegate(CallService calls) {
        this.calls = calls;
    }

    @Override
    public void execute(DelegateExecution execution) {
        calls.unrated((Long) execution.getVariable(AppealModel.PART_ID), Steps.of(execution));
    }
}
