package org.minqing.intake;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** Start event of {@code appealHandling}: what a grid member wrote into the form becomes a case; none of it stays here. */
@Component("reportListener")
class ReportListener implements ExecutionListener {

    private final ReportService reports;

    ReportListener(ReportService reports) {
        this.reports = reports;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (!execution.hasVariable(AppealModel.APPEAL_ID)) {
            Appeal appeal = reports.report(execution.getVariables(), execution.getProcessInstanceId());
            execution.removeVariables(execution.getVariableNames());
            execution.setVariable(AppealModel.APPEAL_ID, appeal.id());
            execution.setProcessBusinessKey(appeal.number());
        }
    }
}
