package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who calls: a person with his name and password, or a unit's system with its token. */
@Component
class DoorAuthentication implements AuthenticationProvider {

    private static final String BEARER = "Bearer ";

    private final BasicAuthentication basic;
    private final TokenService tokens;
    private final boolean passwords;

    /** A provider may be the only one to prove who a person is; then systems alone come in here, with their tokens. */
    DoorAuthentication(
            BasicAuthentication basic, @Lazy TokenService tokens, ProviderSettings provider, Environment environment) {
        this.passwords = provider.basic() || !environment.acceptsProfiles(Profiles.of(ProviderConfiguration.PROFILE));
        this.basic = basic;
        this.tokens = tokens;
    }

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return passwords ? basic.extractAuthenticatedUser(request, engine) : AuthenticationResult.unsuccessful();
        }
        return tokens.bearer(header.substring(BEARER.length()).strip())
                .map(bearer -> {
                    AuthenticationResult known = AuthenticationResult.successful(bearer.officerId());
                    known.setGroups(bearer.groups());
                    return known;
                })
                .orElseGet(AuthenticationResult::unsuccessful);
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        basic.augmentResponseByAuthenticationChallenge(response, engine);
    }
}
