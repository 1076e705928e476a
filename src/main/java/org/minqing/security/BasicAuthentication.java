package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** HTTP Basic against the engine's users, in UTF-8; whoever is refused is told so as problem details. */
@Component
class BasicAuthentication extends HttpBasicAuthenticationProvider {

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BASIC_AUTH_HEADER_PREFIX, 0, 6)) {
            return AuthenticationResult.unsuccessful();
        }
        String credentials;
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            credentials = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return AuthenticationResult.unsuccessful();
        }
        int colon = credentials.indexOf(':');
        if (colon < 0 || !USER_ID.matcher(credentials.substring(0, colon)).matches()) {
            return AuthenticationResult.unsuccessful();
        }
        String userId = credentials.substring(0, colon);
        return isAuthenticated(engine, userId, credentials.substring(colon + 1))
                ? AuthenticationResult.successful(userId)
                : AuthenticationResult.unsuccessful(userId);
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"minqing\", charset=\"UTF-8\"");
        try {
            Problems.write(response, HttpStatus.UNAUTHORIZED, "unauthenticated", "未登录", "请使用工号和密码登录");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
