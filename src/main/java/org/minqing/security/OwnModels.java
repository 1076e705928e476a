package org.minqing.security;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.minqing.Refused;
import org.minqing.engine.ModelDeployer;

/**
 * The models that came with this release: at the engine's addresses nobody takes them away, an administrator neither. Cases
 * run on them, and without them no case begins until the next start. What an administrator has deployed himself is his.
 */
final class OwnModels {

    private OwnModels() {}

    /** @throws Refused 409 */
    static void checkDelete(String deploymentId) {
        if (EngineDoor.isEntered() && deploymentId != null && isOwn(deploymentId)) {
            throw Refused.conflict("系统自带的流程模型不能删除，需要停用时请挂起该流程");
        }
    }

    /** @throws Refused 409 */
    static void checkDeleteById(String definitionId) {
        ProcessDefinition found = context().getProcessDefinitionManager().findLatestProcessDefinitionById(definitionId);
        checkDelete(found == null ? null : found.getDeploymentId());
    }

    /** @throws Refused 409 */
    static void checkDeleteByKey(String key) {
        context()
                .getProcessDefinitionManager()
                .findProcessDefinitionsByKey(key)
                .forEach(found -> checkDelete(found.getDeploymentId()));
    }

    private static boolean isOwn(String deploymentId) {
        var found = context().getDeploymentManager().findDeploymentById(deploymentId);
        return found != null && ModelDeployer.DEPLOYMENT.equals(found.getName());
    }

    private static CommandContext context() {
        return Context.getCommandContext();
    }
}
