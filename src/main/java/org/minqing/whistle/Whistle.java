package org.minqing.whistle;

import java.time.Instant;
import java.util.List;

/**
 * One call (吹哨) of a street to departments.
 *
 * @param units codes of the departments
 * @param signedBy the street's first responsible person, or who stands in for him; null until he has signed
 * @param arrivalDueAt when the departments must be on site; null until it is signed
 */
record Whistle(
        long id,
        long appealId,
        String streetCode,
        List<String> units,
        String askedBy,
        String signedBy,
        Instant arrivalDueAt,
        Instant answerDueAt) {}
