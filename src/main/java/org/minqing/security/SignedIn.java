package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.minqing.engine.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * No controller of ours runs for nobody: below {@code /camunda/api} the webapps' sign-in only notes who calls and lets
 * everybody through to addresses that it does not know.
 */
@Component
class SignedIn implements HandlerInterceptor {

    private final Caller caller;

    SignedIn(Caller caller) {
        this.caller = caller;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("org.minqing.")
                && !method.getBeanType().isAnnotationPresent(OpenToAll.class)
                && caller.id().isEmpty()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "请先登录");
            problem.setType(URI.create("urn:minqing:problem:unauthenticated"));
            problem.setTitle("未登录");
            throw new ErrorResponseException(HttpStatus.UNAUTHORIZED, problem, null);
        }
        return true;
    }
}
