package org.minqing.appeal;

import java.time.Instant;
import java.util.Set;

/**
 * An appeal as it comes in, before it has a number.
 *
 * @param source the channel, e.g. {@code grid}, {@code message-board}; with {@code sourceId} it is known only once
 * @param sourceId the channel's own id; null = a fresh one
 * @param place where it is, in words; may be null
 * @param unitCode the unit that it is about where that is known (a grid member's own grid), else null
 * @param category leaf of the category tree, or null = suggested from the text
 * @param signals what the reporter saw; more may be found in the text
 * @param reportedAt when the requester spoke; null = now
 * @param receivedAt when it reached us, which starts the clock; null = now, only a replay sets it
 * @param reportedBy officer id of the reporter, or null
 */
public record NewAppeal(
        String source,
        String sourceId,
        RequesterKind requesterKind,
        Requester requester,
        String subject,
        String text,
        String place,
        String unitCode,
        String category,
        Set<Signal> signals,
        String mostNeeded,
        String hardest,
        String mostWanted,
        Instant reportedAt,
        Instant receivedAt,
        String reportedBy) {

    /** The same, about this unit. */
    public NewAppeal about(String unit) {
        return new NewAppeal(
                source,
                sourceId,
                requesterKind,
                requester,
                subject,
                text,
                place,
                unit,
                category,
                signals,
                mostNeeded,
                hardest,
                mostWanted,
                reportedAt,
                receivedAt,
                reportedBy);
    }
}
