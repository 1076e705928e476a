package org.minqing.security;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.minqing.directory.Role;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The engine's own groups bear the words of our screens: the one of its starter comes with an English name. */
@Component
class GroupNames implements SmartInitializingSingleton {

    private static final Map<String, String> NAMES = names();

    private final IdentityService identity;

    GroupNames(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public void afterSingletonsInstantiated() {
        identity.createGroupQuery()
                .groupIdIn(NAMES.keySet().toArray(String[]::new))
                .list()
                .forEach(group -> {
                    String name = NAMES.get(group.getId());
                    if (!name.equals(group.getName())) {
                        group.setName(name);
                        identity.saveGroup(group);
                    }
                });
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        Arrays.stream(Role.values()).forEach(role -> names.put(role.groupId(), role.label()));
        names.put(Groups.CAMUNDA_ADMIN, Role.SYSTEM_ADMIN.label());
        return names;
    }
}
