package org.minqing.joint;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** Both leads have signed. */
@Component
class AdoptPlanDelegate implements JavaDelegate {

    private final PlanService planService;

    AdoptPlanDelegate(PlanService planService) {
        this.planService = planService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant lastDue = planService.adopt((Long) execution.getVariable(AppealModel.RESEARCH_ID), Steps.of(execution));
        execution.setVariable(JointModel.LAST_MEASURE_DUE_AT, Date.from(lastDue));
    }
}
