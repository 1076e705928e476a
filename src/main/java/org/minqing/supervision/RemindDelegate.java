package org.minqing.supervision;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** First rung: a missed date is recorded, its unit reminded. */
@Component
class RemindDelegate implements JavaDelegate {

    private final BreachService breachService;
    private final AppealService appealService;

    RemindDelegate(BreachService breachService, AppealService appealService) {
        this.breachService = breachService;
        this.appealService = appealService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Appeal appeal = appealService.get((Long) execution.getVariable(AppealModel.APPEAL_ID));
        BreachService.Rungs rungs = breachService.record(
                appeal,
                BreachService.Overdue.of(
                        (Long) execution.getVariable(AppealModel.PART_ID),
                        (Long) execution.getVariable("measureId"),
                        (String) execution.getVariable(AppealModel.UNIT),
                        ((Date) execution.getVariable(AppealModel.DUE_AT)).toInstant()),
                Steps.of(execution));
        execution.setVariable("breachId", rungs.breachId());
        execution.setVariable("superviseAt", Date.from(rungs.superviseAt()));
        execution.setVariable("censureAt", Date.from(rungs.censureAt()));
    }
}
