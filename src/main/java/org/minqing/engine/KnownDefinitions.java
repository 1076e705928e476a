package org.minqing.engine;

import java.util.function.Predicate;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Answers for the model of a process that runs from what this node has deployed already. The engine reads its row anew in
 * each command, to learn whether somebody has suspended the model or changed its time to live: that matters to a process
 * that begins, and there the row is read as ever. One that runs has been suspended itself, in its own rows.
 */
final class KnownDefinitions extends ProcessDefinitionManager {

    @Override
    public ProcessDefinitionEntity findLatestProcessDefinitionById(String id) {
        ProcessDefinitionEntity known = getDbEntityManager().getCachedEntity(ProcessDefinitionEntity.class, id);
        if (known == null && isRunning(id)) {
            known = Context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .getProcessDefinitionCache()
                    .get(id);
        }
        return known == null ? super.findLatestProcessDefinitionById(id) : known;
    }

    /** True where a process of this model, or a task in one, has been read from its table. */
    private boolean isRunning(String id) {
        return anyRow(TaskEntity.class, task -> id.equals(task.getProcessDefinitionId()))
                || anyRow(ExecutionEntity.class, execution -> id.equals(execution.getProcessDefinitionId()));
    }

    private <T extends DbEntity> boolean anyRow(Class<T> type, Predicate<T> ofModel) {
        DbEntityCache read = getDbEntityManager().getDbEntityCache();
        return read.getEntitiesByType(type).stream()
                .filter(ofModel)
                .anyMatch(row -> read.getCachedEntity(row).getEntityState() == DbEntityState.PERSISTENT);
    }
}
