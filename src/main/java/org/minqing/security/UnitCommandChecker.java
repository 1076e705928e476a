package org.minqing.security;

import java.util.List;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.minqing.Refused;

/**
 * Guards every command on one task or one process instance by {@link AccessRule}: reading by the predicate, work by
 * membership in the unit that holds the task. At the engine's addresses tasks are there for who works on them alone, as
 * in its lists; who sees the case reads it at ours. Nobody deletes {@link OwnModels}. All else follows the engine's own rights
 * ({@link Grants}).
 */
final class UnitCommandChecker extends AuthorizationCommandChecker {

    private final AccessRule rule;

    UnitCommandChecker(AccessRule rule) {
        this.rule = rule;
    }

    @Override
    public void checkReadTask(TaskEntity task) {
        if (isReadByStaff()
                && !(EngineDoor.isEntered() ? rule.mayWorkOn(task.getId()) : rule.maySeeTask(task.getId()))) {
            throw notThere();
        }
    }

    @Override
    public void checkReadTaskVariable(TaskEntity task) {
        checkReadTask(task);
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        if (isPersonAsking() && !rule.mayWorkOn(task.getId())) {
            throw notThere();
        }
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        checkTaskWork(task);
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        checkTaskWork(task);
    }

    @Override
    public void checkReadProcessInstance(ExecutionEntity execution) {
        if (isReadByStaff()
                && EngineDoor.isEntered()
                && !rule.maySeeNumber(execution.getProcessInstance().getBusinessKey())) {
            throw notThere();
        }
    }

    @Override
    public void checkReadProcessInstanceVariable(ExecutionEntity execution) {
        checkReadProcessInstance(execution);
    }

    @Override
    public void checkDeleteDeployment(String deploymentId) {
        super.checkDeleteDeployment(deploymentId);
        OwnModels.checkDelete(deploymentId);
    }

    @Override
    public void checkDeleteProcessDefinitionById(String definitionId) {
        super.checkDeleteProcessDefinitionById(definitionId);
        OwnModels.checkDeleteById(definitionId);
    }

    @Override
    public void checkDeleteProcessDefinitionByKey(String key) {
        super.checkDeleteProcessDefinitionByKey(key);
        OwnModels.checkDeleteByKey(key);
    }

    /** What the engine itself keeps of a case are ids and states: whoever runs the engine must be able to look at them. */
    private static boolean isReadByStaff() {
        return isPersonAsking() && !(EngineDoor.isEntered() && isAdministrator());
    }

    private static boolean isAdministrator() {
        List<String> groups = Context.getCommandContext().getAuthentication().getGroupIds();
        return groups != null && groups.contains(Groups.CAMUNDA_ADMIN);
    }

    /** False in what a model does of itself, where the engine turns its checks off. */
    private static boolean isPersonAsking() {
        Authentication authentication = Context.getCommandContext().getAuthentication();
        return authentication != null
                && authentication.getUserId() != null
                && Context.getCommandContext().isAuthorizationCheckEnabled();
    }

    private static Refused notThere() {
        return Refused.notFound("没有找到，或已经办结，或不归您办理");
    }
}
