package org.minqing.deadline;

import java.time.Instant;

/** When a level must be done, when its unit is warned, and the rule that gave both. */
public record Deadline(Instant dueAt, Instant warnAt, DeadlineRule rule) {}
