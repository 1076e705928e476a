package org.minqing.audit;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Seals and verifies the audit of the running application. */
@Component
@Profile("test")
public class AuditRun {

    private final EntryStatements statements;
    private final AuditSealer sealer;
    private final AuditVerifier verifier;
    private final AuditRepository entries;

    AuditRun(EntryStatements statements, AuditSealer sealer, AuditVerifier verifier, AuditRepository entries) {
        this.statements = statements;
        this.sealer = sealer;
        this.verifier = verifier;
        this.entries = entries;
    }

    public AuditReport sealAndVerify() {
        statements.write();
        sealer.run();
        return verifier.verify();
    }

    /** The newest entry beside the timeline with this action, in words. */
    public String newest(String action) {
        return entries.find(new AuditQuery(EntryKind.OTHER, null, null, action, null, null, null, 1)).stream()
                .findFirst()
                .map(AuditView::toString)
                .orElse("");
    }
}
