package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.audit.EntryProof;
import org.minqing.audit.Origin;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The place that every change at our own addresses passes. A service that changes something says so itself, in its
 * transaction; what has succeeded without a word is written down here, so that an operation that is added later cannot
 * be forgotten.
 */
@Component
class AuditedRequests implements HandlerInterceptor {

    static final String ACTION = "REQUESTED";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEFORE = AuditedRequests.class.getName();
    private static final int REFUSED = 400;

    private final AuditService audit;
    private final Origin origin;

    AuditedRequests(AuditService audit, Origin origin) {
        this.audit = audit;
        this.origin = origin;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute(BEFORE, EntryProof.written());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failed) {
        if (!READING.contains(request.getMethod())
                && failed == null
                && response.getStatus() < REFUSED
                && request.getAttribute(BEFORE) instanceof Long before
                && before == EntryProof.written()) {
            audit.record(AuditEntry.of(ACTION, origin.request()));
        }
    }
}
