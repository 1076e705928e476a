package org.minqing.audit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Seals every second, and cleans up every night. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "minqing.audit.sealing", havingValue = "true", matchIfMissing = true)
class AuditSchedule {

    private final EntryStatements statements;
    private final AuditSealer sealer;
    private final AuditRetention retention;

    AuditSchedule(EntryStatements statements, AuditSealer sealer, AuditRetention retention) {
        this.statements = statements;
        this.sealer = sealer;
        this.retention = retention;
    }

    @Scheduled(fixedDelayString = "${minqing.audit.pause:1s}")
    void seal() {
        statements.write();
        sealer.run();
    }

    @Scheduled(cron = "${minqing.audit.cleaning:0 40 2 * * *}")
    void clean() {
        retention.run();
    }
}
