package org.minqing.joint;

/** A research has reported back: its appeal's reply is the answer. */
public record ResearchAnswered(long researchId) {}
