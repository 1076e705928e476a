package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Which roles may do what at {@code /api}; whether to this very case, {@link CaseAccess} says. Reading what has no row is
 * for everybody who has signed in, changing it for system administrators only.
 */
@Component
class Operations implements HandlerInterceptor {

    /** The service itself says who may, or who sees the case may. */
    private static final Set<String> BY_SERVICE = Set.of();

    private static final Set<String> DESK = Set.of("role-dispatcher");

    private static final Set<String> SECURITY = Set.of("role-security-admin");

    private static final Map<String, Set<String>> ROWS = Map.ofEntries(
            Map.entry("POST /api/v1/directory/officers", BY_SERVICE),
            Map.entry("POST /api/v1/tokens", BY_SERVICE),
            Map.entry("DELETE /api/v1/tokens/{id}", BY_SERVICE),
            Map.entry("GET /api/v1/officers/{id}", BY_SERVICE),
            Map.entry("PUT /api/v1/officers/{id}/roles", BY_SERVICE),
            Map.entry("GET /api/v1/security/events", SECURITY),
            Map.entry("POST /api/v1/appeals", BY_SERVICE),
            Map.entry("POST /api/v1/appeals/import", BY_SERVICE),
            Map.entry("POST /api/v1/appeals/{number}/reply", DESK),
            Map.entry("POST /api/v1/appeals/{number}/withdrawal", DESK),
            Map.entry("POST /api/v1/appeals/{number}/rating", DESK),
            Map.entry("POST /api/v1/appeals/{number}/attachments", BY_SERVICE),
            Map.entry("PUT /api/v1/guidance-groups/{code}/areas", Set.of("role-dispatcher", "role-leader")),
            Map.entry("POST /api/v1/appeals/{number}/requester/reveal", BY_SERVICE),
            Map.entry("POST /api/v1/appeals/{number}/requester/erasure", DESK),
            Map.entry("POST /api/v1/requesters/search", BY_SERVICE),
            Map.entry("GET /api/v1/audit", Set.of("role-auditor")),
            Map.entry("POST /api/v1/tasks/{taskId}/claim", BY_SERVICE),
            Map.entry("POST /api/v1/tasks/{taskId}/release", BY_SERVICE),
            Map.entry("POST /api/v1/tasks/{taskId}/complete", BY_SERVICE),
            Map.entry("POST /api/v1/tasks/{taskId}/extension-requests", BY_SERVICE),
            Map.entry("POST /api/v1/train-sittings", Set.of("role-dispatcher", "role-leader")),
            Map.entry("POST /api/v1/appeals/{number}/leader-case", Set.of("role-leader")),
            Map.entry("POST /api/v1/officers/me/password", BY_SERVICE),
            Map.entry("POST /api/v1/officers/{id}/absence", BY_SERVICE),
            Map.entry("DELETE /api/v1/officers/{id}/absence", BY_SERVICE),
            Map.entry("POST /api/v1/officers/{id}/departure", BY_SERVICE),
            Map.entry("PUT /api/v1/units/{code}/notification-settings", BY_SERVICE),
            Map.entry("PUT /api/v1/officers/{id}/notification-settings", BY_SERVICE),
            Map.entry("POST /api/v1/notices/read", BY_SERVICE),
            Map.entry("POST /api/v1/notices/{id}/acknowledgement", BY_SERVICE),
            Map.entry("POST /api/v1/setup", BY_SERVICE));

    private final Caller caller;

    Operations(Caller caller) {
        this.caller = caller;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (String.valueOf(pattern).startsWith("/api/") && !isAllowed(request.getMethod(), pattern.toString())) {
            throw Refused.forbidden("您的角色不能进行此操作");
        }
        return true;
    }

    private boolean isAllowed(String method, String pattern) {
        String operation = (method.equals("HEAD") ? "GET" : method) + " " + pattern;
        Set<String> roles = ROWS.get(operation);
        return roles == null
                ? Set.of("GET", "HEAD", "OPTIONS").contains(method) || caller.isAdministrator()
                : roles.isEmpty() || !Collections.disjoint(roles, caller.groups());
    }
}
