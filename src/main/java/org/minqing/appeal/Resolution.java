package org.minqing.appeal;

import java.math.BigDecimal;

/**
 * How an appeal was resolved.
 *
 * @param reply the text for the requester, never blank
 * @param resolvedBy actor, as in {@link TimelineEntry#actor()}
 * @param resolvedUnit the unit that resolved it
 * @param households effect in households, or null
 * @param people effect in people, or null
 * @param money effect in yuan, or null
 */
public record Resolution(
        String reply, String resolvedBy, String resolvedUnit, Integer households, Integer people, BigDecimal money) {}
