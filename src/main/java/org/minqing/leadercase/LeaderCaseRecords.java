package org.minqing.leadercase;

import java.util.List;

/**
 * What leaders have to do with one case.
 *
 * @param mayTake whether the caller is a leader who may take it now, as far as can be said before he does
 * @param taken the newest first
 */
record LeaderCaseRecords(boolean mayTake, List<LeaderCaseRecord> taken) {}
