package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** Another unit takes over what a department has refused. */
@Component
class ReplacePartDelegate implements JavaDelegate {

    private final PartService partService;

    ReplacePartDelegate(PartService partService) {
        this.partService = partService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        partService.replace((Long) execution.getVariable(AppealModel.PART_ID));
    }
}
