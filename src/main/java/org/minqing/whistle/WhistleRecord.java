package org.minqing.whistle;

import java.time.OffsetDateTime;
import java.util.List;

/** One whistle as a person reads it; null where it has not come to that. */
record WhistleRecord(
        String street,
        String reason,
        OffsetDateTime askedAt,
        OffsetDateTime signedAt,
        String declinedReason,
        OffsetDateTime arrivalDueAt,
        OffsetDateTime answerDueAt,
        OffsetDateTime overAt,
        List<Called> departments) {

    /** How far one department is. @param rating {@code SATISFIED}, {@code UNSATISFIED}, {@code UNRATED} */
    record Called(
            String unit,
            String state,
            String label,
            OffsetDateTime notifiedAt,
            OffsetDateTime readAt,
            OffsetDateTime onSiteAt,
            OffsetDateTime answeredAt,
            String answer,
            String rating,
            String ratingLabel,
            String ratingComment) {}
}
