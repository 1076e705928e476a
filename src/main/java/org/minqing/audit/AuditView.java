package org.minqing.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.OffsetDateTime;

/**
 * An entry as an auditor reads it. A case's words are not part of it.
 *
 * @param detail JSON, or null
 * @param reason why personal data were read; null elsewhere
 */
record AuditView(
        long id,
        OffsetDateTime at,
        String actor,
        String origin,
        String action,
        String appeal,
        String subject,
        @JsonRawValue String detail,
        String reason) {}
