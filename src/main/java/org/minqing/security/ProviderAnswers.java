package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** What somebody sees who comes back from the provider: the page that he wanted, or a sentence why not. */
@Component
@Profile(ProviderConfiguration.PROFILE)
@ConditionalOnWebApplication
class ProviderAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderAnswers.class);
    private static final String FIRST_PAGE = "/camunda/app/welcome/default/";
    /** What anybody can bring about without the provider: not worth a line in the log. */
    private static final Map<String, String> OWN_DOING = Map.of(
            "authorization_request_not_found", "登录已过期，请重新登录",
            "invalid_state_parameter", "登录已过期，请重新登录",
            "access_denied", "您在统一身份认证处取消了登录");

    private final RequestCache wanted;

    ProviderAnswers(RequestCache wanted) {
        this.wanted = wanted;
    }

    /** Only ever to a page of ours, whatever host the request named. */
    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        SavedRequest saved = wanted.getRequest(request, response);
        wanted.removeRequest(request, response);
        String page = FIRST_PAGE;
        if (saved != null) {
            URI address = URI.create(saved.getRedirectUrl());
            page = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        }
        redirect(response, page);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException named
                ? named.getError().getErrorCode()
                : failure.getClass().getSimpleName();
        if (code.equals(ProviderOfficers.UNKNOWN)) {
            say(response, HttpStatus.FORBIDDEN, "您的账号不是本系统的工作人员，或已离任：请联系管理员");
        } else if (OWN_DOING.containsKey(code)) {
            say(response, HttpStatus.UNAUTHORIZED, OWN_DOING.get(code));
        } else {
            LOG.warn("the provider's answer was refused: {}", code.replaceAll("[^\\w.:-]", "?"));
            say(response, HttpStatus.UNAUTHORIZED, "统一身份认证的答复无法核实，没有登录：请重试，或告知管理员");
        }
    }

    /** The words are ours, so nothing needs escaping. */
    private static void say(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.getWriter().write("""
                <!doctype html>
                <html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>没有登录</title>
                <h1>没有登录</h1>
                <p>%s。</p>
                <p><a href="%s">重新登录</a></p>
                </html>
                """.formatted(sentence, FIRST_PAGE));
    }

    static void redirect(HttpServletResponse response, String page) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, page);
    }
}
