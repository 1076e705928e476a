package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** A department learns of its part. */
@Component
class NotifyDepartmentDelegate implements JavaDelegate {

    private final PartService partService;

    NotifyDepartmentDelegate(PartService partService) {
        this.partService = partService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(
                partService.notified((Long) execution.getVariable(AppealModel.PART_ID), Steps.of(execution)));
    }
}
