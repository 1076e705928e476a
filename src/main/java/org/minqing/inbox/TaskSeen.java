package org.minqing.inbox;

/** Somebody who may work on a department's task has looked at it. */
public record TaskSeen(OpenTask task) {}
