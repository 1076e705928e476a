package org.minqing.whistle;

import org.camunda.bpm.engine.RuntimeService;
import org.minqing.appeal.Appeal;
import org.springframework.stereotype.Component;

/** Tells the engine what happened to a whistle. */
@Component
class WhistleProcess {

    private static final String PROCESS = "whistle";

    private final RuntimeService runtime;

    WhistleProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    void whistleBlown(Appeal appeal) {
        runtime.createMessageCorrelation(WhistleModel.MESSAGE_BLOWN)
                .processInstanceId(appeal.processInstanceId())
                .correlate();
    }

    /** Nobody has to come or to answer any more. */
    void whistleOver(Appeal appeal) {
        runtime.createProcessInstanceQuery()
                .superProcessInstanceId(appeal.processInstanceId())
                .processDefinitionKey(PROCESS)
                .list()
                .forEach(whistle -> runtime.createMessageCorrelation(WhistleModel.MESSAGE_OVER)
                        .processInstanceId(whistle.getId())
                        .correlateAll());
    }
}
