package org.minqing.samequestion;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.minqing.appeal.Appeal;
import org.springframework.stereotype.Component;

/** Tells the engine what becomes of the research that an appeal waits for. */
@Component
class SameQuestionProcess {

    private final RuntimeService runtime;

    SameQuestionProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    void researchAnswered(Appeal waiting) {
        correlate(SameQuestionModel.MESSAGE_ANSWERED, waiting);
    }

    void researchEnded(Appeal waiting) {
        correlate(SameQuestionModel.MESSAGE_RESEARCH_ENDED, waiting);
    }

    private void correlate(String message, Appeal waiting) {
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .superProcessInstanceId(waiting.processInstanceId())
                .processDefinitionKey(SameQuestionModel.PROCESS)
                .singleResult();
        runtime.createMessageCorrelation(message)
                .processInstanceId(instance.getId())
                .correlate();
    }
}
