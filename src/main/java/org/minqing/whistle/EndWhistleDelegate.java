package org.minqing.whistle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Every department has come, or need not any more. */
@Component
class EndWhistleDelegate implements JavaDelegate {

    private final WhistleService whistles;

    EndWhistleDelegate(WhistleService whistles) {
        this.whistles = whistles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        whistles.over((Long) execution.getVariable(WhistleModel.WHISTLE_ID), Steps.of(execution));
    }
}
