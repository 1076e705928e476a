package org.minqing.leadercase;

import java.time.OffsetDateTime;

/**
 * One case that a leader has taken himself, as a person reads it. Null where it has not come to that yet.
 *
 * @param label how far it is, in words
 * @param reason why he took it
 * @param findings what he found at his visit
 * @param orderedUnit name of the unit that he let act last
 * @param ledToResult whether the result is his
 * @param dueAt of the case; null once it is answered
 */
record LeaderCaseRecord(
        String number,
        String subject,
        String leaderId,
        String leader,
        String unit,
        String state,
        String label,
        OffsetDateTime takenAt,
        String reason,
        OffsetDateTime visitedAt,
        String findings,
        String orderedUnit,
        OffsetDateTime endedAt,
        boolean ledToResult,
        String reply,
        OffsetDateTime dueAt,
        boolean overdue) {}
