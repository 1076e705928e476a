package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/**
 * Asks for the incident of a job that goes by where the job is: an execution knows by itself whether it has incidents,
 * and most have none. That mark is written together with the incident and changes the execution's revision.
 */
final class LeanIncidents extends IncidentManager {

    @Override
    public List<Incident> findIncidentByConfigurationAndIncidentType(String configuration, String type) {
        JobEntity job = getDbEntityManager().getCachedEntity(JobEntity.class, configuration);
        ExecutionEntity execution = job == null || job.getExecutionId() == null
                ? null
                : getDbEntityManager().getCachedEntity(ExecutionEntity.class, job.getExecutionId());
        return execution == null
                ? super.findIncidentByConfigurationAndIncidentType(configuration, type)
                : new ArrayList<>(execution.getIncidents().stream()
                        .filter(incident -> configuration.equals(incident.getConfiguration()))
                        .filter(incident -> type == null || type.equals(incident.getIncidentType()))
                        .toList());
    }
}
