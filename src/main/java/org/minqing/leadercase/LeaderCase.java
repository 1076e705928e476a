package org.minqing.leadercase;

import org.minqing.appeal.Level;

/**
 * One case that a leader has taken himself.
 *
 * @param unitCode the leader's unit
 * @param formerLevel where it goes on when he hands it back
 * @param orderedUnit the unit that he ordered to act last, or null
 */
record LeaderCase(long id, long appealId, String leaderId, String unitCode, Level formerLevel, String orderedUnit) {}
