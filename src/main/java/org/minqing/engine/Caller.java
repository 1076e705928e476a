package org.minqing.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Who is calling, whichever door he came through: webapps, {@code /engine-rest} or {@code /api}. */
@Component
public class Caller {

    private final IdentityService identity;

    Caller(@Lazy IdentityService identity) {
        this.identity = identity;
    }

    /** The officer's id; empty where a rule or a timer acts. */
    public Optional<String> id() {
        return Optional.ofNullable(identity.getCurrentAuthentication()).map(Authentication::getUserId);
    }

    public String idOr(String rule) {
        return id().orElse(rule);
    }

    /** The engine's groups of the caller: his unit's code, {@code role-…} per role; empty where nobody calls. */
    public List<String> groups() {
        return Optional.ofNullable(identity.getCurrentAuthentication())
                .map(Authentication::getGroupIds)
                .orElse(List.of());
    }

    /** True for a system administrator: he runs the application and sees no cases; a rule or a timer is none. */
    public boolean isAdministrator() {
        return groups().contains(Groups.CAMUNDA_ADMIN);
    }
}
