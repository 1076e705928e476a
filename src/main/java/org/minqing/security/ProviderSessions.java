package org.minqing.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/**
 * Enters into a session of the webapps whom the provider has named, with the groups of our directory. Somebody whose account
 * is gone loses his session at the next request, and who signs out the whole of it: the webapps forget the officer only, and
 * he would be signed in again at once.
 */
class ProviderSessions extends ContainerBasedAuthenticationFilter implements AuthenticationProvider {

    private final ProviderOfficers officers;
    private final ObjectProvider<ProcessEngine> engine;

    ProviderSessions(ProviderOfficers officers, ObjectProvider<ProcessEngine> engine) {
        this.officers = officers;
        this.engine = engine;
        this.authenticationProvider = this;
    }

    /** There are no parameters to read. */
    @Override
    public void init(FilterConfig filterConfig) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String name = named();
        if (name == null) {
            chain.doFilter(request, response);
        } else if (!officers.isKnown(name)) {
            end((HttpServletRequest) request);
            Problems.write(
                    (HttpServletResponse) response,
                    HttpStatus.UNAUTHORIZED,
                    "unauthenticated",
                    "未登录",
                    "您的账号已停用，请联系管理员");
        } else {
            super.doFilter(request, response, chain);
            if (Doors.isWebappSignOut((HttpServletRequest) request)
                    && ((HttpServletResponse) response).getStatus() == HttpStatus.OK.value()) {
                end((HttpServletRequest) request);
            }
        }
    }

    private static String named() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken token
                ? token.getName()
                : null;
    }

    private static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine anEngine) {
        String name = named();
        return name == null ? AuthenticationResult.unsuccessful() : AuthenticationResult.successful(name);
    }

    /** {@link #doFilter} has let nobody come so far who is not known. */
    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine anEngine) {}

    /** Also at our own addresses, of which the webapps know nothing. */
    @Override
    protected String extractEngineName(HttpServletRequest request) {
        return ProcessEngines.NAME_DEFAULT;
    }

    @Override
    protected ProcessEngine getAddressedEngine(String engineName) {
        return engine.getObject();
    }
}
