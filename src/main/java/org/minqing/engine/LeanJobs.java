package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Asks for the jobs by which an event is handed on later by where the event is awaited: such a job belongs to the same
 * execution, which knows by itself whether it has jobs at all. The mark is written together with the job.
 */
final class LeanJobs extends JobsInDueOrder {

    @Override
    public List<JobEntity> findJobsByConfiguration(String handler, String configuration, String tenantId) {
        EventSubscriptionEntity awaited = ProcessEventJobHandler.TYPE.equals(handler)
                ? getDbEntityManager().getCachedEntity(EventSubscriptionEntity.class, configuration)
                : null;
        ExecutionEntity execution = awaited == null || awaited.getExecutionId() == null
                ? null
                : getDbEntityManager().getCachedEntity(ExecutionEntity.class, awaited.getExecutionId());
        return execution == null
                ? super.findJobsByConfiguration(handler, configuration, tenantId)
                : new ArrayList<>(execution.getJobs().stream()
                        .filter(job -> handler.equals(job.getJobHandlerType()))
                        .filter(job -> configuration.equals(job.getJobHandlerConfigurationRaw()))
                        .toList());
    }
}
