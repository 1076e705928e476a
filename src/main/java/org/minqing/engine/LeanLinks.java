package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;

/**
 * Deletes a task's candidates without reading them first. They carry no revision and no history of theirs is kept, so
 * that nothing but their rows depends on them.
 */
final class LeanLinks extends IdentityLinkManager {

    private static final String OF_TASK = "org.minqing.deleteLinksOfTask";

    static void addTo(Configuration statements) {
        ParameterMapping task = new ParameterMapping.Builder(statements, "parameter", String.class).build();
        statements.addMappedStatement(new MappedStatement.Builder(
                        statements,
                        OF_TASK,
                        new StaticSqlSource(
                                statements, "delete from ACT_RU_IDENTITYLINK where TASK_ID_ = ?", List.of(task)),
                        SqlCommandType.DELETE)
                .build());
    }

    @Override
    public List<IdentityLinkEntity> findIdentityLinksByTaskId(String taskId) {
        TaskManager tasks = getSession(TaskManager.class);
        if (!(tasks instanceof LeanTasks lean) || !lean.isEnding(taskId)) {
            return super.findIdentityLinksByTaskId(taskId);
        }
        getDbEntityManager().delete(IdentityLinkEntity.class, OF_TASK, taskId);
        return new ArrayList<>();
    }
}
