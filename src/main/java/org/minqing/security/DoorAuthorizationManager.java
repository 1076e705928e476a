package org.minqing.security;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * The engine's own rights, asked at the engine's own addresses. Behind ours our services have asked {@link AccessRule},
 * and what they tell or ask the engine then is not the caller's doing but theirs.
 */
public class DoorAuthorizationManager extends AuthorizationManager {

    @Override
    protected boolean isAuthCheckExecuted() {
        return EngineDoor.isEntered() && super.isAuthCheckExecuted();
    }

    /** Tasks and instances have no rows, see {@link NoRowsPerTask}: nothing to look for when they end. */
    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String resourceId) {
        if (resource != Resources.TASK && resource != Resources.PROCESS_INSTANCE) {
            super.deleteAuthorizationsByResourceId(resource, resourceId);
        }
    }
}
