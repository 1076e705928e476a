package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;

/**
 * Does not ask what is known when a task ends. A task of a process has no tasks below it, since nobody is let make one
 * ({@code security.StaffCommands}, {@code AdministratorCommands}) and no model can; and an execution is at one user task
 * at a time, so that the task that has been read is all that it has.
 */
public class LeanTasks extends TaskManager {

    private String ending;

    @Override
    public void deleteTask(TaskEntity task, String reason, boolean cascade, boolean skipListeners) {
        String outer = ending;
        ending = task.getId();
        super.deleteTask(task, reason, cascade, skipListeners);
        ending = outer;
    }

    /** True while all that belongs to this task is being deleted. */
    boolean isEnding(String taskId) {
        return taskId.equals(ending);
    }

    @Override
    public List<Task> findTasksByParentTaskId(String parentTaskId) {
        TaskEntity parent = getDbEntityManager().getCachedEntity(TaskEntity.class, parentTaskId);
        return parent != null && parent.getProcessInstanceId() != null
                ? new ArrayList<>()
                : super.findTasksByParentTaskId(parentTaskId);
    }

    @Override
    public List<TaskEntity> findTasksByExecutionId(String executionId) {
        DbEntityCache read = getDbEntityManager().getDbEntityCache();
        List<TaskEntity> known = new ArrayList<>(read.getEntitiesByType(TaskEntity.class).stream()
                .filter(task -> executionId.equals(task.getExecutionId()))
                .filter(task -> isRow(read.getCachedEntity(task).getEntityState()))
                .toList());
        return known.isEmpty() ? super.findTasksByExecutionId(executionId) : known;
    }

    private static boolean isRow(DbEntityState state) {
        return state == DbEntityState.PERSISTENT || state == DbEntityState.DELETED_PERSISTENT;
    }
}
