package org.minqing.joint;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The desk has not decided on a refusal in time. */
@Component
class RemindDeskDelegate implements JavaDelegate {

    private final RefusalService refusalService;

    RemindDeskDelegate(RefusalService refusalService) {
        this.refusalService = refusalService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        refusalService.overdue(
                (Long) execution.getVariable(AppealModel.PART_ID),
                ((Date) execution.getVariable(JointModel.REFUSAL_DUE_AT)).toInstant(),
                Steps.of(execution));
    }
}
