package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** Each department gets its part. */
@Component
class StartPartsDelegate implements JavaDelegate {

    private final PartService partService;

    StartPartsDelegate(PartService partService) {
        this.partService = partService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        partService.startAll((Long) execution.getVariable(AppealModel.RESEARCH_ID));
    }
}
