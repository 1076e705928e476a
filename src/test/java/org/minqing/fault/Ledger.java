package org.minqing.fault;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the drivers sent and what they were told; the checker compares it with what the system holds. */
final class Ledger {

    /** Source ids that were sent, answered or not. */
    final Set<String> sent = ConcurrentHashMap.newKeySet();
    /** Source id → number that was told. */
    final Map<String, String> accepted = new ConcurrentHashMap<>();
    /** Numbers whose every step was answered with success, or was found done when it was repeated. */
    final Set<String> finished = ConcurrentHashMap.newKeySet();
    /** Answers that nobody could expect. */
    final Set<String> wrong = ConcurrentHashMap.newKeySet();
    /** Steps that had to be sent again because their answer was lost. */
    final AtomicInteger repeated = new AtomicInteger();
}
