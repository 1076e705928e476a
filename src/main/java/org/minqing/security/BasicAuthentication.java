package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** HTTP Basic against the engine's users, in UTF-8; whoever is refused is told so as problem details. */
@Component
class BasicAuthentication extends HttpBasicAuthenticationProvider {

    static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ProvenPasswords proven = new ProvenPasswords();
    private final Attempts attempts;
    private final FailedSignIns failed;

    BasicAuthentication(Attempts attempts, FailedSignIns failed) {
        this.failed = failed;
        this.attempts = attempts;
    }

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
        if (isRight(engine, userId, credentials.substring(colon + 1), request.getRemoteAddr())) {
            return AuthenticationResult.successful(userId);
        }
        failed.withName(userId);
        return AuthenticationResult.unsuccessful(userId);
    }

    /** Whose password has just been right does not wait for those who guess it from the same address. */
    private boolean isRight(ProcessEngine engine, String userId, String password, String address) {
        User user = engine.getIdentityService().createUserQuery().userId(userId).singleResult();
        String digest = user == null ? null : proven.digest(userId, password, user.getPassword());
        if (digest != null && proven.contains(digest)) {
            return true;
        }
        if (attempts.mustWait(address, userId)) {
            return false;
        }
        if (!engine.getIdentityService().checkPassword(userId, password)) {
            attempts.failed(address, userId);
            return false;
        }
        attempts.succeeded(address, userId);
        if (digest != null) {
            proven.add(digest);
        }
        return true;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"minqing\", charset=\"UTF-8\"");
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"minqing\"");
        try {
            Problems.write(response, HttpStatus.UNAUTHORIZED, "unauthenticated", "未登录", "请使用工号和密码登录，业务系统请使用有效的令牌");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
