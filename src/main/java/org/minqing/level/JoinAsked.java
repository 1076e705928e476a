package org.minqing.level;

import org.minqing.engine.Step;

/**
 * A person has decided that an appeal asks what the research of another answers.
 *
 * @param number of the appeal whose research it is
 */
public record JoinAsked(long appealId, String number, String reason, String actor, Step step) {}
