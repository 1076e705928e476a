package org.minqing.monthlydispatch;

import java.time.Instant;

/**
 * What a unit is to do by when.
 *
 * @param ordinal from 0
 * @param appealNumber of the appeal that it is about, or null
 * @param doneAt null until it is done
 * @param rung how far it has been urged; null until then
 */
record Decision(
        int ordinal,
        String words,
        String ownerUnit,
        Instant dueAt,
        String appealNumber,
        Instant doneAt,
        String result,
        Rung rung) {}
