package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.minqing.Refused;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds {@link AccessRule} at every address of ours that names an appeal, so that no new one can forget it. A foreign
 * appeal and one that does not exist look the same.
 */
@Component
class AppealDoor implements HandlerInterceptor, WebMvcConfigurer {

    private static final String NUMBER = "number";

    private final AccessRule access;

    AppealDoor(AccessRule access) {
        this.access = access;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/appeals/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(NUMBER) instanceof String number
                && !access.maySeeNumber(number)) {
            throw Refused.notFound("没有这件诉求");
        }
        return true;
    }
}
