package org.minqing.security;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Whom the provider has named, as one of ours: he must have an account here, which ends when he leaves and which a unit's
 * system has not. The provider proves who somebody is; what he is and may, our directory alone says.
 */
@Component
@Profile(ProviderConfiguration.PROFILE)
class ProviderOfficers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** Why somebody is refused whom the provider knows. */
    static final String UNKNOWN = "unknown_officer";

    private final IdentityService identity;
    private final FailedSignIns failed;
    private final ProviderSettings settings;

    ProviderOfficers(@Lazy IdentityService identity, FailedSignIns failed, ProviderSettings settings) {
        this.identity = identity;
        this.failed = failed;
        this.settings = settings;
    }

    /** @throws OAuth2AuthenticationException {@link #UNKNOWN} for who has no account here */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        String name = request.getIdToken().getClaims().get(settings.nameClaim()) instanceof String text ? text : "";
        if (!isKnown(name)) {
            failed.withName(name);
            throw new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN));
        }
        return new DefaultOidcUser(List.of(), request.getIdToken(), settings.nameClaim());
    }

    boolean isKnown(String name) {
        return BasicAuthentication.USER_ID.matcher(name).matches()
                && identity.createUserQuery().userId(name).count() > 0;
    }
}
