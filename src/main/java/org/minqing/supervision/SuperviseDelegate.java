package org.minqing.supervision;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Second rung: the unit is supervised. */
@Component
class SuperviseDelegate implements JavaDelegate {

    private final BreachService breachService;

    SuperviseDelegate(BreachService breachService) {
        this.breachService = breachService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        breachService.supervise((Long) execution.getVariable("breachId"), Steps.of(execution));
    }
}
