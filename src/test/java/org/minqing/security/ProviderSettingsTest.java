package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

/** What an operator may set for the provider, and what he is told. */
class ProviderSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "'', minqing, secret, MINQING_OIDC_ISSUER",
        "https://sso.example.org, '', secret, MINQING_OIDC_CLIENT_ID",
        "https://sso.example.org, minqing, ' ', MINQING_OIDC_CLIENT_SECRET",
        "http://192.0.2.7/city, minqing, secret, https://",
        "ftp://127.0.0.1, minqing, secret, https://",
        "no address, minqing, secret, https://"
    })
    void somethingIsMissingOrOpenToListeners_isTold(String issuer, String id, String secret, String told) {
        assertThatThrownBy(() -> settings(issuer, id, secret, true).check())
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource({"https://sso.example.org/city", "http://127.0.0.1:8081/city"})
    void everythingIsThere_isTaken(String issuer) {
        assertThatCode(() -> settings(issuer, "minqing", "secret", true).check())
                .doesNotThrowAnyException();
    }

    @Test
    void passwordsAreShutAtTheInterfaces_nobodyIsAskedForOne() {
        MockEnvironment oidc = new MockEnvironment();
        oidc.setActiveProfiles("prod", "oidc");
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString("chief:right".getBytes()));
        DoorAuthentication door = new DoorAuthentication(
                null, null, settings("https://sso.example.org", "minqing", "secret", false), oidc);
        assertThat(door.extractAuthenticatedUser(request, null).isAuthenticated())
                .isFalse();
    }

    @Test
    void settingsAreWritten_theSecretIsNot() {
        assertThat(settings("https://sso.example.org", "minqing", "hush", true).toString())
                .doesNotContain("hush");
    }

    private static ProviderSettings settings(String issuer, String id, String secret, boolean basic) {
        return new ProviderSettings(issuer, id, secret, "preferred_username", basic);
    }
}
