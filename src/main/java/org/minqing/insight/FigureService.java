package org.minqing.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the figures that leaders read: cases that the timeline tells of are counted anew, and the figures change by the
 * difference to what each was counted as before. A step of a case writes nothing for it, counting the same case twice
 * changes nothing, and a page costs the same however many cases there are.
 */
@Service
class FigureService {

    /** No transaction that writes to the timeline lasts as long; what one missed, {@link #recount} finds. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(2);

    private static final int BATCH = 2000;

    private final FigureRepository figures;
    private final TransactionOperations transactions;
    private final Clock clock;

    FigureService(FigureRepository figures, TransactionOperations transactions, Clock clock) {
        this.figures = figures;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Counts what has happened since the last time, and what has fallen due since. */
    void count() {
        long[] next = {0};
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> countBatch(next)));
        }
    }

    private boolean countBatch(long[] next) {
        FigureRepository.Mark mark = figures.lockMark();
        Instant now = clock.instant();
        long from = Math.max(next[0], mark.settledId());
        List<FigureRepository.Entry> entries = figures.entriesAfter(from, BATCH);
        Set<Long> changed = new LinkedHashSet<>();
        entries.forEach(entry -> changed.add(entry.appealId()));
        long last = entries.isEmpty() ? from : entries.get(entries.size() - 1).id();
        boolean finished = entries.size() < BATCH;
        if (finished) {
            changed.addAll(figures.fallenDue(mark.seenAt().minus(LONGEST_TRANSACTION), now));
        }
        recount(changed);
        next[0] = last;
        if (finished && Duration.between(mark.seenAt(), now).abs().compareTo(LONGEST_TRANSACTION) > 0) {
            figures.mark(new FigureRepository.Mark(mark.seenId(), last, now));
        }
        return !finished;
    }

    /** Counts every case anew: what was missed, moved with its unit, or filled in past the timeline. */
    void recount() {
        long last = 0;
        while (true) {
            long from = last;
            List<Long> ids = transactions.execute(status -> {
                figures.lockMark();
                List<Long> found = figures.appealsAfter(from, BATCH);
                recount(found);
                return found;
            });
            if (ids == null || ids.isEmpty()) {
                return;
            }
            last = ids.get(ids.size() - 1);
        }
    }

    private void recount(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Map<Long, CountedCase> before = figures.counted(ids);
        List<CountedCase> changed = figures.current(ids).stream()
                .filter(one -> !Objects.equals(one, before.get(one.appealId())))
                .toList();
        Figures difference = new Figures();
        for (CountedCase one : changed) {
            difference.add(one, 1);
            if (before.containsKey(one.appealId())) {
                difference.add(before.get(one.appealId()), -1);
            }
        }
        figures.forget(changed.stream()
                .map(CountedCase::appealId)
                .filter(before::containsKey)
                .toList());
        figures.remember(changed);
        figures.add(difference);
    }
}
