package org.minqing.closing;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.Rating;
import org.springframework.stereotype.Component;

/** Tells the engine what the requester says. */
@Component
class ClosingProcess {

    private final RuntimeService runtime;

    ClosingProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    void rated(Appeal appeal, Rating rating) {
        ProcessInstance closing = runtime.createProcessInstanceQuery()
                .superProcessInstanceId(appeal.processInstanceId())
                .processDefinitionKey(ClosingModel.PROCESS)
                .singleResult();
        runtime.createMessageCorrelation(ClosingModel.MESSAGE_RATED)
                .processInstanceId(closing.getId())
                .setVariable(AppealModel.OUTCOME, rating.name())
                .correlate();
    }
}
