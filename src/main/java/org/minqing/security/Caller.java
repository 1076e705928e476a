package org.minqing.security;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
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
}
