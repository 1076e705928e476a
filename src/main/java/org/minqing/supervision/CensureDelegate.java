package org.minqing.supervision;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Third rung: the unit is censured. */
@Component
class CensureDelegate implements JavaDelegate {

    private final BreachService breachService;

    CensureDelegate(BreachService breachService) {
        this.breachService = breachService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        breachService.censure((Long) execution.getVariable("breachId"), Steps.of(execution));
    }
}
