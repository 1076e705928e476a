package org.minqing.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/**
 * Reads the variables of a process instance at once. The engine reads them scope by scope: of the task, of the execution
 * that it is in, of each one around it. What a command itself gives or takes away it keeps in its own memory, so what was
 * read at first stays the right answer to what is in the table until the command writes.
 */
final class WholeVariables extends VariableInstanceManager {

    private final Map<String, Map<String, List<VariableInstanceEntity>>> read = new HashMap<>();

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(
            String taskId, Collection<String> names) {
        TaskEntity task = known(TaskEntity.class, taskId);
        return task == null || task.getProcessInstanceId() == null
                ? super.findVariableInstancesByTaskIdAndVariableNames(taskId, names)
                : scope(task.getProcessInstanceId(), taskId, names);
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByExecutionIdAndVariableNames(
            String executionId, Collection<String> names) {
        ExecutionEntity execution = known(ExecutionEntity.class, executionId);
        return execution == null || execution.getProcessInstanceId() == null
                ? super.findVariableInstancesByExecutionIdAndVariableNames(executionId, names)
                : scope(execution.getProcessInstanceId(), executionId, names);
    }

    private <T extends DbEntity> T known(Class<T> type, String id) {
        return getDbEntityManager().getCachedEntity(type, id);
    }

    private List<VariableInstanceEntity> scope(String processInstanceId, String scopeId, Collection<String> names) {
        return read.computeIfAbsent(processInstanceId, this::byScope).getOrDefault(scopeId, List.of()).stream()
                .filter(variable -> names == null || names.isEmpty() || names.contains(variable.getName()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Map<String, List<VariableInstanceEntity>> byScope(String processInstanceId) {
        return findVariableInstancesByProcessInstanceId(processInstanceId).stream()
                .collect(Collectors.groupingBy(
                        variable -> variable.getTaskId() == null ? variable.getExecutionId() : variable.getTaskId()));
    }
}
