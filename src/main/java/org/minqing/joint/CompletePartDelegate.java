package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** A department has done its part. */
@Component
class CompletePartDelegate implements JavaDelegate {

    private final PartService partService;

    CompletePartDelegate(PartService partService) {
        this.partService = partService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        partService.complete((Long) execution.getVariable(AppealModel.PART_ID), Steps.of(execution));
    }
}
