package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.minqing.Refused;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Asks {@link AccessRule} for every address of ours that names one appeal ({@code {number}}) or one task
 * ({@code {taskId}}), so that no controller can forget to. What is not to be seen is answered as what is not there.
 */
@Component
class CaseAccess implements HandlerInterceptor {

    private final AccessRule rule;

    CaseAccess(AccessRule rule) {
        this.rule = rule;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> names) {
            if (names.get("number") instanceof String number && !rule.maySeeNumber(number)) {
                throw Refused.notFound("没有编号为 %s 的诉求".formatted(number));
            }
            if (names.get("taskId") instanceof String taskId && !rule.maySeeTask(taskId)) {
                throw Refused.notFound("没有找到，或已经办结，或不归您办理");
            }
        }
        return true;
    }
}
