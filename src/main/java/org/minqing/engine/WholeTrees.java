package org.minqing.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;

/**
 * Reads an execution together with all others of its process instance: the engine asks for one by its id, and then for
 * all of them as soon as it looks for a variable or moves on. What it asks then is answered, once, from what was read.
 */
final class WholeTrees extends ExecutionManager {

    private static final String TREE = "org.minqing.selectTreeOfExecution";
    private static final String SQL = "select * from ACT_RU_EXECUTION where PROC_INST_ID_ ="
            + " (select PROC_INST_ID_ from ACT_RU_EXECUTION where ID_ = ?)";

    private final Map<String, List<ExecutionEntity>> read = new HashMap<>();

    static void addTo(Configuration statements) {
        MappedStatement engines = statements.getMappedStatement("selectExecutionsByProcessInstanceId");
        ParameterMapping id = new ParameterMapping.Builder(statements, "parameter", String.class).build();
        statements.addMappedStatement(new MappedStatement.Builder(
                        statements, TREE, new StaticSqlSource(statements, SQL, List.of(id)), SqlCommandType.SELECT)
                .resultMaps(engines.getResultMaps())
                .build());
    }

    @Override
    @SuppressWarnings("unchecked")
    public ExecutionEntity findExecutionById(String executionId) {
        ExecutionEntity known = getDbEntityManager().getCachedEntity(ExecutionEntity.class, executionId);
        if (known != null) {
            return known;
        }
        List<ExecutionEntity> tree = getDbEntityManager().selectList(TREE, executionId);
        if (!tree.isEmpty()) {
            read.put(tree.get(0).getProcessInstanceId(), tree);
        }
        return tree.stream()
                .filter(execution -> execution.getId().equals(executionId))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String processInstanceId) {
        List<ExecutionEntity> tree = read.remove(processInstanceId);
        return tree == null ? super.findExecutionsByProcessInstanceId(processInstanceId) : new ArrayList<>(tree);
    }
}
