package org.minqing.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.minqing.directory.Role;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The engine's own rights, by role and for good: who may open which webapp, start which model, read which filter. Rights
 * to single tasks and cases are no rows; {@link AccessRule} decides them. Written at start, so that a
 * newer version's rights replace an older one's: nobody else's rows for these groups stay.
 */
@Component
class Grants implements SmartInitializingSingleton {

    /** The directory's roles, as the engine's groups. */
    static final List<String> ROLES = List.of(
            "role-grid-member",
            "role-community-staff",
            "role-street-staff",
            "role-department-staff",
            "role-guidance-group",
            "role-dispatcher",
            "role-leader",
            "role-inspector",
            "role-assessor",
            "role-auditor",
            "role-system-admin",
            "role-security-admin");

    private static final Set<String> REPORTING =
            Set.of("role-grid-member", "role-community-staff", "role-street-staff", "role-dispatcher");
    private static final Set<String> OVERSEEING = Set.of("role-leader", "role-inspector");
    private static final Set<String> SEPARATED =
            Role.SEPARATED.stream().map(Role::groupId).collect(Collectors.toUnmodifiableSet());
    private static final String APPEAL_HANDLING = "appealHandling";

    private final AuthorizationService authorizations;

    Grants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Grant> wanted = wanted();
        String[] groups = wanted.stream().map(Grant::group).distinct().toArray(String[]::new);
        Map<Grant, Authorization> present = new HashMap<>();
        authorizations
                .createAuthorizationQuery()
                .groupIdIn(groups)
                .list()
                .forEach(row -> present.put(
                        new Grant(row.getGroupId(), row.getResourceType(), row.getResourceId(), List.of()), row));
        for (Grant grant : wanted) {
            write(grant, present.remove(grant));
        }
        present.values().forEach(row -> authorizations.deleteAuthorization(row.getId()));
    }

    private void write(Grant grant, Authorization present) {
        Authorization row = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        row.setGroupId(grant.group());
        row.setResourceType(grant.resourceType());
        row.setResourceId(grant.resourceId());
        grant.permissions().forEach(row::addPermission);
        if (present == null) {
            authorizations.saveAuthorization(row);
        } else if (bits(present) != bits(row)) {
            authorizations.deleteAuthorization(present.getId());
            authorizations.saveAuthorization(row);
        }
    }

    private static int bits(Authorization row) {
        return ((AuthorizationEntity) row).getPermissions();
    }

    private static List<Grant> wanted() {
        List<Grant> grants = new ArrayList<>();
        for (Resources resource : Resources.values()) {
            grants.add(grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL));
        }
        for (String group : ROLES) {
            grants.add(grant(group, Resources.APPLICATION, "welcome", Permissions.ACCESS));
            if (SEPARATED.contains(group)) {
                continue;
            }
            grants.add(grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
            grants.add(grant(group, Resources.FILTER, Authorization.ANY, Permissions.READ));
            grants.add(grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ));
            if (REPORTING.contains(group)) {
                grants.add(grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE));
                grants.add(grant(group, Resources.PROCESS_DEFINITION, APPEAL_HANDLING, Permissions.CREATE_INSTANCE));
            }
            if (OVERSEEING.contains(group)) {
                grants.add(grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
                grants.add(grant(group, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ));
            }
        }
        return grants;
    }

    private static Grant grant(String group, Resource resource, String id, Permission... permissions) {
        return new Grant(group, resource.resourceType(), id, Arrays.asList(permissions));
    }

    /** Equal when group and resource are, as a row is in the engine's table. */
    private record Grant(String group, int resourceType, String resourceId, List<Permission> permissions) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Grant that
                    && group.equals(that.group)
                    && resourceType == that.resourceType
                    && resourceId.equals(that.resourceId);
        }

        @Override
        public int hashCode() {
            return group.hashCode() * 31 + resourceId.hashCode();
        }
    }
}
