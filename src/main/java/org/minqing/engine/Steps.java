package org.minqing.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Reads from the engine where on which model something happens. */
public final class Steps {

    private Steps() {}

    public static Step of(DelegateExecution execution) {
        return step(execution.getProcessDefinitionId(), execution.getCurrentActivityId());
    }

    public static Step of(DelegateTask task) {
        return step(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
    }

    /** @param definitionId {@code <key>:<version>:<id>} */
    private static Step step(String definitionId, String elementId) {
        String[] parts = definitionId.split(":", 3);
        return new Step(parts[0], Integer.valueOf(parts[1]), elementId);
    }
}
