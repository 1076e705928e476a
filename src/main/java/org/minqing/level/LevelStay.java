package org.minqing.level;

import java.time.Instant;
import org.minqing.appeal.Level;

/**
 * One stay of an appeal at one level, with the clock of that level.
 *
 * @param unitCode the unit that holds the level
 * @param leftAt null while it lasts
 * @param targetUnit where the desk or the judge sends it next, until that is carried out
 * @param parkReviewAt when parking that was asked for or granted is reviewed
 * @param parkedAt null unless the clock stands
 * @param parkRemaining what is left of the clock, as {@code DeadlineService.remaining} counts it
 * @param ownDueAt when the level itself would have been due, where batches of measures have moved its clock; else null
 */
public record LevelStay(
        long id,
        long appealId,
        Level level,
        String unitCode,
        Instant enteredAt,
        Instant dueAt,
        Instant warnAt,
        Instant leftAt,
        String processInstanceId,
        String targetUnit,
        Instant parkReviewAt,
        Instant parkedAt,
        Long parkRemaining,
        Instant ownDueAt) {}
