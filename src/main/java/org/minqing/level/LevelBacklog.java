package org.minqing.level;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.UrgencyClass;
import org.minqing.supervision.BreachService;
import org.minqing.supervision.BreachService.MissedLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a long stop thousands of levels have expired at once. Their breaches and reminders are recorded first, many in
 * one transaction, in due order and urgent ones first among equals, so that leaders see within seconds what was missed;
 * the engine's moves follow one by one, in the same order, and find them recorded. Several nodes may do it at once:
 * each passes over what another one holds.
 */
@Component
class LevelBacklog {

    private static final Logger LOG = LoggerFactory.getLogger(LevelBacklog.class);
    private static final int BATCH = 500;

    private final ExpiredLevelRepository expired;
    private final LevelProcess process;
    private final AppealService appeals;
    private final BreachService breaches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LevelBacklog(
            ExpiredLevelRepository expired,
            LevelProcess process,
            AppealService appeals,
            BreachService breaches,
            TransactionTemplate transaction,
            Clock clock) {
        this.expired = expired;
        this.process = process;
        this.appeals = appeals;
        this.breaches = breaches;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Records what has expired, if it is a backlog: fewer are not worth a second look at them.
     *
     * @param least how many deadlines must have passed unheard to be a backlog
     * @return how many were recorded
     */
    synchronized int record(int least) {
        if (!expired.atLeast(least, clock.instant())) {
            return 0;
        }
        int recorded = 0;
        for (int more = batch(); more > 0; more = batch()) {
            recorded += more;
        }
        if (recorded > 0) {
            LOG.warn("{} levels had expired while nobody watched; they are recorded, the moves follow", recorded);
        }
        return recorded;
    }

    private int batch() {
        return transaction.execute(status -> {
            List<Long> ids = expired.appeals(BATCH, clock.instant());
            Map<Long, Appeal> held =
                    appeals.lockIdle(ids).stream().collect(Collectors.toMap(Appeal::id, Function.identity()));
            List<MissedLevel> missed = new ArrayList<>();
            // read again: what moved before it was held is not expired any more
            for (ExpiredLevelRepository.Expired stay : expired.among(held.keySet(), clock.instant())) {
                Appeal appeal = held.get(stay.appealId());
                missed.add(new MissedLevel(appeal, stay.stayId(), stay.unitCode(), stay.dueAt(), stay.step()));
                if (appeal.urgency() == UrgencyClass.IMMEDIATE) {
                    process.actsFirst(stay.timer());
                }
            }
            if (!missed.isEmpty()) {
                breaches.recordAhead(missed);
            }
            return missed.size();
        });
    }
}
