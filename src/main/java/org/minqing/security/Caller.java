package org.minqing.security;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Who is calling, whichever door he came through: webapps, {@code /engine-rest} or {@code /api}. */
@Component
public class Caller {

    private final IdentityService identity;
    private final DirectoryService directory;

    Caller(@Lazy IdentityService identity, DirectoryService directory) {
        this.identity = identity;
        this.directory = directory;
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

    /** True for a member of the administrators' group; a rule or a timer is none. */
    public boolean isAdministrator() {
        return groups().contains(Groups.CAMUNDA_ADMIN);
    }

    /** The unit that the caller belongs to; empty for a rule, a timer, or a user who is no officer. */
    public Optional<Unit> unit() {
        return unitCode().flatMap(directory::find);
    }

    /** The code of {@link #unit()}. */
    public Optional<String> unitCode() {
        return id().flatMap(directory::officer).map(Officer::unitCode);
    }
}
