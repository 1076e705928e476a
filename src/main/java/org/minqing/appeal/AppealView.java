package org.minqing.appeal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;

/** An appeal as it is read over REST, with its timeline. Personal data is no part of it. */
@Schema(description = "诉求及其时间线 · an appeal with its timeline")
public record AppealView(
        String number,
        String source,
        String sourceId,
        RequesterKind requesterKind,
        String subject,
        String text,
        String place,
        String category,
        String mostNeeded,
        String hardest,
        String mostWanted,
        OffsetDateTime reportedAt,
        OffsetDateTime receivedAt,
        UrgencyClass urgency,
        AppealState state,
        Level level,
        UnitView placeUnit,
        UnitView levelUnit,
        OffsetDateTime dueAt,
        String reply,
        OffsetDateTime repliedAt,
        Rating rating,
        boolean leaderLed,
        List<EntryView> timeline) {

    /** A unit by its code and its name. */
    public record UnitView(String code, String name) {}

    /**
     * One thing that happened.
     *
     * @param label the Chinese word for {@code kind}
     * @param actor officer id, {@code requester}, {@code source:<channel>} or {@code rule:<name>}
     * @param process model, version and element, where a model was at work
     */
    public record EntryView(
            OffsetDateTime at,
            String actor,
            TimelineKind kind,
            String label,
            Level level,
            UnitView unit,
            UnitView toUnit,
            OffsetDateTime dueAt,
            String outcome,
            String note,
            String process,
            Integer processVersion,
            String element) {}
}
