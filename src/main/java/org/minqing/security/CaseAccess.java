package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
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

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final AccessRule rule;
    private final EndedTasks ended;

    CaseAccess(AccessRule rule, EndedTasks ended) {
        this.rule = rule;
        this.ended = ended;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> names) {
            if (names.get("number") instanceof String number && !rule.maySeeNumber(number)) {
                throw Refused.notFound("没有编号为 %s 的诉求".formatted(number));
            }
            if (names.get("taskId") instanceof String taskId && !rule.maySeeTask(taskId)) {
                boolean reads = READING.contains(request.getMethod());
                throw ended.of(taskId, reads ? Refused.Kind.GONE : Refused.Kind.ENDED)
                        .orElseGet(() -> ended.refusal(taskId));
            }
        }
        return true;
    }
}
