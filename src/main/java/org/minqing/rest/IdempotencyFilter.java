package org.minqing.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Behind the door, in front of the controllers: hands changing calls that name a key to {@link RepeatedCalls}. */
class IdempotencyFilter extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final RepeatedCalls calls;
    private final Caller caller;
    private final ObjectProvider<RequestMappingHandlerMapping> controllers;
    private final HandlerExceptionResolver refusals;

    IdempotencyFilter(
            RepeatedCalls calls,
            Caller caller,
            ObjectProvider<RequestMappingHandlerMapping> controllers,
            HandlerExceptionResolver refusals) {
        this.calls = calls;
        this.caller = caller;
        this.controllers = controllers;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                || request.getHeader(KEY) == null
                || caller.id().isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HandlerMethod method = methodFor(request);
        if (method == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            calls.once(
                    request.getHeader(KEY),
                    method.hasMethodAnnotation(CommitsByItself.class),
                    request,
                    response,
                    chain);
        } catch (Refused refused) {
            refusals.resolveException(request, response, method, refused);
        }
    }

    /** @return null where no controller answers; the dispatcher says so */
    private HandlerMethod methodFor(HttpServletRequest request) throws ServletException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain found = controllers.getObject().getHandler(request);
            return found != null && found.getHandler() instanceof HandlerMethod method ? method : null;
        } catch (ServletException notAnswered) {
            return null;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }
}
