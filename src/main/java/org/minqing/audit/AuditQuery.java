package org.minqing.audit;

import java.time.Instant;

/**
 * What an auditor looks for; null where it does not matter.
 *
 * @param kind cases or all else
 * @param appeal number of a case
 * @param before only entries older than this id, to go on with
 */
record AuditQuery(
        EntryKind kind, String appeal, String actor, String action, Instant from, Instant to, Long before, int limit) {}
