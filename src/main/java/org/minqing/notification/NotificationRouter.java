package org.minqing.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides for each notice which lane it takes: the nearest receiver who is not gone. Who has not been reached for
 * {@link #GIVE_UP_AFTER} is passed over, and in the end the dispatch desk finds it in its list.
 */
@Component
class NotificationRouter {

    static final Duration GIVE_UP_AFTER = Duration.ofDays(7);

    private static final int BATCH = 500;

    private final NotificationRepository notifications;
    private final LaneRepository lanes;
    private final Receivers receivers;
    private final Unreached unreached;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NotificationRouter(
            NotificationRepository notifications,
            LaneRepository lanes,
            Receivers receivers,
            Unreached unreached,
            TransactionTemplate transaction,
            Clock clock) {
        this.notifications = notifications;
        this.lanes = lanes;
        this.receivers = receivers;
        this.unreached = unreached;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Routes a batch. @return false when there is none left */
    boolean route() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<WaitingNotice> batch = notifications.unrouted(BATCH);
            new Batch(clock.instant()).route(batch);
            return batch.size() == BATCH;
        }));
    }

    /** One batch: each unit's way is looked up once. */
    private final class Batch {

        private final Instant now;
        private final Map<String, Optional<Way>> ways = new HashMap<>();
        private final Set<String> withoutChannel = new HashSet<>();
        private final Map<String, String> lists = new HashMap<>();
        private final List<NotificationRepository.Route> routes = new ArrayList<>();
        private final TreeMap<String, Instant> due = new TreeMap<>();
        private final Set<String> urgent = new HashSet<>();
        private final Map<String, List<String>> listed = new HashMap<>();

        Batch(Instant now) {
            this.now = now;
        }

        void route(List<WaitingNotice> batch) {
            receivers.readAhead(
                    batch.stream().map(WaitingNotice::unitCode).distinct().toList());
            for (WaitingNotice notice : batch) {
                boolean over = !notice.createdAt().plus(GIVE_UP_AFTER).isAfter(now);
                Optional<Way> found = over
                        ? way(notice.unitCode(), notifications.triedAt(notice.id()))
                        : ways.computeIfAbsent(notice.unitCode(), code -> way(code, null));
                found.ifPresentOrElse(way -> take(way, notice), () -> list(notice, over));
            }
            notifications.routed(routes);
            lanes.wake(due, urgent);
            listed.forEach((unit, ids) -> notifications.delivered(ids, ChannelKind.APP.name(), unit, "列入办件台通知", now));
        }

        private void take(Way way, WaitingNotice notice) {
            if (way.target().channel() == ChannelKind.APP) {
                list(notice, way.target().unit().code());
                return;
            }
            Instant from = notice.urgent() ? now : way.target().choice().afterQuiet(now);
            routes.add(new NotificationRepository.Route(notice.id(), way.lane(), from));
            due.merge(way.lane(), from, (one, other) -> one.isBefore(other) ? one : other);
            if (notice.urgent()) {
                urgent.add(way.lane());
            }
        }

        /** Nobody can be sent it: who has simply no channel reads it in his list, else the desk does. */
        private void list(WaitingNotice notice, boolean over) {
            boolean nobodyFailed = !over && notice.incidentId() == null && withoutChannel.contains(notice.unitCode());
            if (nobodyFailed) {
                list(
                        notice,
                        lists.computeIfAbsent(
                                notice.unitCode(),
                                code -> receivers.listed(code).code()));
            } else {
                unreached.show(notice, "没有其他可用渠道，已转派单中心");
                listed.computeIfAbsent(receivers.desk(notice.unitCode()).code(), unit -> new ArrayList<>())
                        .add(notice.id());
            }
        }

        private void list(WaitingNotice notice, String unitCode) {
            listed.computeIfAbsent(unitCode, unit -> new ArrayList<>()).add(notice.id());
            if (notice.incidentId() != null) {
                unreached.end(notice.id(), notice.incidentId());
            }
        }

        /** @param tried where it was tried for too long, so that only others who are well will do; null: anybody */
        private Optional<Way> way(String unitCode, Set<String> tried) {
            withoutChannel.add(unitCode);
            return receivers
                    .of(unitCode)
                    .peek(target -> withoutChannel.remove(unitCode))
                    .filter(target -> target.channel() == ChannelKind.APP
                            || isOpen(target, tried != null)
                                    && (tried == null
                                            || !tried.contains(target.channel() + ":"
                                                    + target.unit().code())))
                    .findFirst()
                    .map(target -> new Way(target, target.channel() == ChannelKind.APP ? null : target.lane()));
        }

        private boolean isOpen(Target target, boolean healthyOnly) {
            Optional<Lane> lane = lanes.find(target.lane());
            if (lane.isEmpty()) {
                open(target);
            }
            boolean healthy = lane.map(Lane::failures).orElse(0) == 0
                    && (!healthyOnly || lanes.channelFailures(target.channel()) == 0);
            return !lane.map(Lane::gone).orElse(false) && (healthy || !healthyOnly);
        }

        private void open(Target target) {
            try {
                lanes.insert(
                        target.lane(),
                        target.channel(),
                        target.unit().code(),
                        target.officer() == null ? null : target.officer().id(),
                        target.address() == null ? null : target.address().id());
            } catch (DuplicateKeyException anotherNodeWasQuicker) {
                lanes.find(target.lane()).orElseThrow(() -> anotherNodeWasQuicker);
            }
        }
    }

    /** @param lane null for the list in Tasklist */
    private record Way(Target target, String lane) {}
}
