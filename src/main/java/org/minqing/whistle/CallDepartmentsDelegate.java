package org.minqing.whistle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The whistle is signed: the departments are called. */
@Component
class CallDepartmentsDelegate implements JavaDelegate {

    private final WhistleService whistles;

    CallDepartmentsDelegate(WhistleService whistles) {
        this.whistles = whistles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(whistles.callDepartments((Long) execution.getVariable(WhistleModel.WHISTLE_ID)));
    }
}
