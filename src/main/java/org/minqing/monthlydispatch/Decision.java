package org.minqing.monthlydispatch;

import java.time.Instant;

/**
 * What a unit is to do by when.
 *
 * @param ordinal from 0
 * @param appealNumber of the appeal that it is about, or null
 * @param doneAt null until it is done
 */
record Decision(
        int ordinal,
        String words,
        String ownerUnit,
        Instant dueAt,
        String appealNumber,
        Instant doneAt,
        String result) {}
