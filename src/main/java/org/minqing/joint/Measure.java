package org.minqing.joint;

import java.time.Instant;

/**
 * What one department undertakes (措施).
 *
 * @param ordinal which of its part, from 0
 * @param dueAt its own date
 */
record Measure(long id, long partId, int ordinal, Instant dueAt) {}
