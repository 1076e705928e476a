package org.minqing.appeal;

import java.time.Instant;
import java.util.Set;

/**
 * An appeal (诉求), our case, as its row stands.
 *
 * @param placeUnit the deepest unit that the case is proven to be about
 * @param placePath that unit's path; access follows it
 * @param level the level it stands at, or stood at when it was resolved; null before the first
 * @param levelUnit the unit that holds that level
 * @param dueAt when that level must be done; null once it is resolved
 * @param ledBy the leader who has led it to its result, or null
 * @param round 1, and one more each time it is reopened
 */
public record Appeal(
        long id,
        String number,
        String source,
        String sourceId,
        RequesterKind requesterKind,
        String subject,
        String text,
        String place,
        String category,
        Set<Signal> signals,
        String mostNeeded,
        String hardest,
        String mostWanted,
        String reportedBy,
        Instant reportedAt,
        Instant receivedAt,
        String placeUnit,
        String placePath,
        UrgencyClass urgency,
        Level startLevel,
        String leadDepartment,
        AppealState state,
        Level level,
        String levelUnit,
        Instant dueAt,
        int round,
        Instant firstDueAt,
        Instant firstResponseAt,
        int returnCount,
        String reply,
        Instant repliedAt,
        String resolvedBy,
        String resolvedUnit,
        Level resolvedLevel,
        Rating rating,
        int callbackAttempts,
        Instant closedAt,
        String processInstanceId,
        String ledBy) {}
