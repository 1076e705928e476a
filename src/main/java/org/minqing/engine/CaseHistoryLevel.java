package org.minqing.engine;

import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * What the engine remembers of its own: process instances that are no part of another (called by it, or of a model whose
 * history lives no day), incidents and failed jobs. No
 * activities, user tasks, variables or identity links: the case's own timeline tells its way, who did what and when, at a fraction of the
 * write-ahead log.
 */
final class CaseHistoryLevel implements HistoryLevel {

    private static final Set<HistoryEventTypes> KEPT = EnumSet.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.INCIDENT_CREATE,
            HistoryEventTypes.INCIDENT_MIGRATE,
            HistoryEventTypes.INCIDENT_DELETE,
            HistoryEventTypes.INCIDENT_RESOLVE,
            HistoryEventTypes.INCIDENT_UPDATE,
            HistoryEventTypes.JOB_FAIL);

    @Override
    public int getId() {
        return 101;
    }

    @Override
    public String getName() {
        return "case";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, Object entity) {
        boolean ofAnother = entity instanceof ExecutionEntity execution
                && execution.isProcessInstanceExecution()
                && (execution.getSuperExecutionId() != null || livesNoDay(execution));
        return eventType instanceof HistoryEventTypes type && KEPT.contains(type) && !ofAnother;
    }

    /** What a model says whose instances are parts of another one's. */
    private static boolean livesNoDay(ExecutionEntity execution) {
        ProcessDefinitionEntity model = execution.getProcessDefinition();
        return model != null && Integer.valueOf(0).equals(model.getHistoryTimeToLive());
    }
}
