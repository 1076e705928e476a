package org.minqing.directtrain;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a sitting may be made of.
 *
 * @param mayOpen whether the caller may open one
 * @param leaders who may hold it, the caller himself first
 * @param firstDay the first that may be its last day
 * @param appeals that may board, those received last first
 */
record SittingChoices(boolean mayOpen, List<Leader> leaders, LocalDate firstDay, List<Candidate> appeals) {

    record Leader(String id, String name) {}

    /** @param kindLabel what it counts as, in words */
    record Candidate(
            String number, String subject, String kindLabel, String level, String unit, OffsetDateTime dueAt) {}
}
