package org.minqing.joint;

import java.time.Instant;

/** Both leads of a research have signed the dates of its measures. @param lastDueAt of the last of them */
public record BatchesSet(long researchId, Instant lastDueAt) {}
