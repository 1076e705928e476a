package org.minqing.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/**
 * Lets a request in when its name and password are right, and says to the engine who it is while the request runs: in
 * front of {@code /engine-rest}, {@code /api} and whatever else {@link Doors} does not name as open.
 */
class DoorFilter extends ProcessEngineAuthenticationFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ObjectProvider<ProcessEngine> engine;

    DoorFilter(ObjectProvider<ProcessEngine> engine, BasicAuthentication authentication) {
        this.engine = engine;
        this.authenticationProvider = authentication;
    }

    /** The provider is a bean, so there are no parameters to read. */
    @Override
    public void init(FilterConfig filterConfig) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        try {
            EngineDoor.enter(Doors.isEngine(http));
            letIn(http, (HttpServletResponse) response, chain);
        } finally {
            EngineDoor.leave();
        }
    }

    private void letIn(HttpServletRequest http, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Doors.isWebappSetup(http)) {
            Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "不能从这里建立管理员");
        } else if (Doors.isExternalWork(http)) {
            Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "本系统没有外部任务");
        } else if (Doors.isOpen(http)) {
            chain.doFilter(http, response);
        } else if (isSentByAnotherSite(http)) {
            Problems.write((HttpServletResponse) response, HttpStatus.FORBIDDEN, "cross-site", "来源不符", "不接受由其他网站发出的请求");
        } else {
            super.doFilter(http, response, chain);
        }
    }

    /** A browser adds the password it remembers also to what a foreign page sends; it says so in this header. */
    private static boolean isSentByAnotherSite(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Also for {@code GET /engine-rest/engine}, which Camunda leaves open. */
    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
        return true;
    }

    @Override
    protected String extractEngineName(String requestUrl) {
        return DEFAULT_ENGINE_NAME;
    }

    @Override
    protected ProcessEngine getAddressedEngine(String engineName) {
        return engine.getObject();
    }
}
