package org.minqing.security;

import java.time.Instant;

/**
 * A bearer token of a unit's system, without the token.
 *
 * @param hint how the token begins, so that it can be told from others
 * @param officerId as whom its bearer acts
 * @param revokedAt null while it has not been taken back
 */
public record ApiToken(
        String id,
        String hint,
        String name,
        String unitCode,
        String officerId,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        String revokedBy,
        Instant revokedAt) {}
