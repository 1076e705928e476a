package org.minqing.level;

import java.time.Instant;

/** An extension of a level was granted. @param oldDueAt what is due then is due at {@code newDueAt} now */
public record CaseExtended(long appealId, Instant oldDueAt, Instant newDueAt) {}
