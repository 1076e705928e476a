package org.minqing.joint;

import java.time.Instant;

/**
 * What one department undertakes (措施).
 *
 * @param ordinal which of its part, from 0
 * @param dueAt its own date
 * @param planned how many of what it is about, or null where nothing is counted
 * @param achieved how many of them are done, or null
 */
record Measure(long id, long partId, int ordinal, Instant dueAt, Integer planned, Integer achieved) {}
