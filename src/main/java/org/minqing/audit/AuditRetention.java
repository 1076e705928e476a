package org.minqing.audit;

import static org.minqing.Sql.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes away entries beside the timeline whose time is over, at least six months. Their seals stay, and an entry says how
 * far they went. Timeline entries belong to their cases and stay.
 */
@Component
class AuditRetention {

    static final String PURGED = "PURGED";

    /** By then an entry is sealed, also one that came late. */
    private static final Duration SEALED_BY = Duration.ofHours(2);

    private final JdbcClient jdbc;
    private final AuditService audit;
    private final AuditKeys.Settings settings;
    private final Clock clock;

    AuditRetention(JdbcClient jdbc, AuditService audit, AuditKeys.Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Of a seal all entries go or none; what explains other gaps stays for ever. */
    @Transactional
    void run() {
        Instant before =
                clock.instant().atOffset(ZoneOffset.UTC).minus(settings.keep()).toInstant();
        Optional<Long> through = jdbc.sql("select max(seq) from audit_seal where stream = ? and sealed_at < ?")
                .params(EntryKind.OTHER.name(), at(before))
                .query(Long.class)
                .optional();
        if (through.isEmpty()
                || !jdbc.sql("select 1 from audit_entry where happened_at < ? and action not in (?, ?)"
                                + " fetch first 1 rows only")
                        .params(at(before.minus(SEALED_BY)), PURGED, AuditService.ERASED)
                        .query(Integer.class)
                        .optional()
                        .isPresent()) {
            return;
        }
        int gone = jdbc.sql("""
                        delete from audit_entry where happened_at < ? and action not in (?, ?)
                          and id <= (select to_id from audit_seal where seq = ?)""")
                .params(at(before.minus(SEALED_BY)), PURGED, AuditService.ERASED, through.get())
                .update();
        audit.record(AuditEntry.of(PURGED, String.valueOf(through.get())).with("entries", gone), "rule:auditRetention");
    }
}
