package org.minqing.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Numbers the entries that this process writes, of each kind from 1, and learns of each whether it was committed. The number
 * is part of the entry's proof; a {@link Statement} says which numbers must be in the database, so that an entry that
 * was deleted before it was sealed is missed. It costs the database nothing, and nobody waits for anybody.
 */
@Component
class EntryNumbers {

    private static final long MOST = Integer.MAX_VALUE;

    private final int run = ThreadLocalRandom.current().nextInt();
    private final Map<EntryKind, Counter> counters = new EnumMap<>(EntryKind.class);

    EntryNumbers() {
        for (EntryKind kind : EntryKind.values()) {
            counters.put(kind, new Counter());
        }
    }

    /**
     * Numbers of {@code run} after {@code from} up to {@code through} were committed, but for some that were rolled back or
     * whose end is not known.
     */
    record Statement(int run, EntryKind kind, long from, long through, SortedSet<Long> without) {

        String words() {
            return "%s,%s,%d,%d,%s"
                    .formatted(
                            HexFormat.of().toHexDigits(run),
                            kind,
                            from,
                            through,
                            without.isEmpty() ? "" : Ids.write(without).replace(',', '+'));
        }

        /** @throws IllegalArgumentException where these are not the words of a statement */
        static Statement of(List<String> words) {
            return new Statement(
                    HexFormat.fromHexDigits(words.get(0)),
                    EntryKind.valueOf(words.get(1)),
                    Long.parseLong(words.get(2)),
                    Long.parseLong(words.get(3)),
                    Ids.read(words.get(4).replace('+', ',')));
        }
    }

    /** What makes the proof of the next entry different from every other. */
    long next(EntryKind kind) {
        long number = counters.get(kind).issue();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            inTransaction().numbers.add(Map.entry(kind, number));
        } else {
            counters.get(kind).settle(number, false);
        }
        return nonce(run, kind, number);
    }

    static long nonce(int run, EntryKind kind, long number) {
        return (long) run << Integer.SIZE | (long) kind.ordinal() << (Integer.SIZE - 1) | number;
    }

    /** What has become certain since {@link #said} the last time. */
    List<Statement> unsaid() {
        List<Statement> unsaid = new ArrayList<>();
        counters.forEach((kind, counter) -> counter.unsaid(run, kind).ifPresent(unsaid::add));
        return unsaid;
    }

    void said(Statement statement) {
        counters.get(statement.kind()).said(statement);
    }

    private Numbers inTransaction() {
        Numbers numbers = (Numbers) TransactionSynchronizationManager.getResource(this);
        if (numbers == null) {
            numbers = new Numbers();
            TransactionSynchronizationManager.bindResource(this, numbers);
            TransactionSynchronizationManager.registerSynchronization(numbers);
        }
        return numbers;
    }

    /** Those of one transaction, which may be suspended for another. */
    private final class Numbers implements TransactionSynchronization {

        private final List<Map.Entry<EntryKind, Long>> numbers = new ArrayList<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(EntryNumbers.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(EntryNumbers.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(EntryNumbers.this);
            numbers.forEach(
                    number -> counters.get(number.getKey()).settle(number.getValue(), status == STATUS_COMMITTED));
        }
    }

    private static final class Counter {

        private final TreeSet<Long> open = new TreeSet<>();
        private final TreeSet<Long> lost = new TreeSet<>();
        private long issued;
        private long said;

        private synchronized long issue() {
            if (issued == MOST) {
                throw new IllegalStateException("a process numbers no more than " + MOST + " entries: restart it");
            }
            open.add(++issued);
            return issued;
        }

        private synchronized void settle(long number, boolean committed) {
            open.remove(number);
            if (!committed) {
                lost.add(number);
            }
        }

        private synchronized Optional<Statement> unsaid(int run, EntryKind kind) {
            long through = open.isEmpty() ? issued : open.first() - 1;
            if (lost.headSet(through, true).size() > Ids.MOST) {
                through = lost.stream().skip(Ids.MOST - 1L).findFirst().orElseThrow();
            }
            return through == said
                    ? Optional.empty()
                    : Optional.of(new Statement(run, kind, said, through, new TreeSet<>(lost.headSet(through, true))));
        }

        private synchronized void said(Statement statement) {
            said = statement.through();
            lost.removeAll(statement.without());
        }
    }
}
