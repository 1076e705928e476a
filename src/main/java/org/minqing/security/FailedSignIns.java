package org.minqing.security;

import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the audit of wrong passwords. What was typed as a name may have been a password: a name that nobody has is only
 * kept as a keyed digest. Who is made to wait leaves no entry, so that a guesser cannot fill the audit.
 */
@Component
class FailedSignIns {

    private static final String ACTION = "SIGN_IN_FAILED";
    private static final String STRANGER = "stranger";

    private final AuditService audit;
    private final JdbcClient jdbc;

    FailedSignIns(@Lazy AuditService audit, @Lazy JdbcClient jdbc) {
        this.audit = audit;
        this.jdbc = jdbc;
    }

    void withName(String name) {
        boolean known = jdbc.sql("select 1 from act_id_user where id_ = ?")
                .param(name)
                .query(Integer.class)
                .optional()
                .isPresent();
        audit.record(AuditEntry.of(ACTION, known ? name : "#" + audit.digest(name)), STRANGER);
    }

    /** The webapps' form, whose name only the webapp has read. */
    void atTheWebapps() {
        audit.record(AuditEntry.of(ACTION, "webapps"), STRANGER);
    }
}
