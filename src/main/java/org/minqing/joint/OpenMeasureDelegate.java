package org.minqing.joint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** One measure of a department begins; what it is stays with its own branch. */
@Component
class OpenMeasureDelegate implements JavaDelegate {

    private final MeasureService measureService;

    OpenMeasureDelegate(MeasureService measureService) {
        this.measureService = measureService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariablesLocal(measureService.open(
                (Long) execution.getVariable(AppealModel.PART_ID),
                (Integer) execution.getVariable(JointModel.LOOP_COUNTER),
                Steps.of(execution)));
    }
}
