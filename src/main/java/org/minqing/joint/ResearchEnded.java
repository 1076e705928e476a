package org.minqing.joint;

/** A research has ended without an answer. */
public record ResearchEnded(long researchId) {}
