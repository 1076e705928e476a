package org.minqing.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.minqing.appeal.AppealService;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of notices whose receiver cannot be reached: an incident at the case, and another way. */
@Component
class Unreached {

    private static final int AT_ONCE = 100;

    private final NotificationRepository notifications;
    private final NotificationProcess process;
    private final AppealService appeals;
    private final DirectoryService directory;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Unreached(
            NotificationRepository notifications,
            NotificationProcess process,
            AppealService appeals,
            DirectoryService directory,
            TransactionTemplate transaction,
            Clock clock) {
        this.notifications = notifications;
        this.process = process;
        this.appeals = appeals;
        this.directory = directory;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The receiver is gone: whatever waits for him takes another way; each of them is shown at its case. */
    void leave(String lane, ChannelKind channel) {
        move(lane, channel, clock.instant(), false, "地址已失效");
    }

    /** The same for what was written until then and could not be brought there since. @param tried only what was */
    void giveUp(String lane, ChannelKind channel, Instant writtenUntil, boolean tried) {
        move(lane, channel, writtenUntil, tried, "七天未能送达");
    }

    private void move(String lane, ChannelKind channel, Instant writtenUntil, boolean tried, String why) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> {
                List<WaitingNotice> some = notifications.waitingIn(lane, writtenUntil, tried, AT_ONCE);
                some.forEach(notice -> show(notice, "%s（%s）".formatted(channel.label(), why)));
                if (!some.isEmpty()) {
                    notifications.reroute(some.stream().map(WaitingNotice::id).toList(), clock.instant());
                }
                return some.size() == AT_ONCE;
            }));
        }
    }

    /** In the caller's transaction; once per notice. What is about no appeal has no case to be shown at. */
    void show(WaitingNotice notice, String why) {
        if (notice.incidentId() == null && notice.appealId() != null) {
            String unit = directory.find(notice.unitCode()).map(Unit::name).orElse(notice.unitCode());
            process.receiverUnreached(
                            appeals.get(notice.appealId()).processInstanceId(),
                            notice.id(),
                            "通知无法送达%s：%s".formatted(unit, why))
                    .ifPresent(incident -> notifications.incident(notice.id(), incident));
        }
    }

    /** Somebody was told after all, or says that he knows. */
    void end(String noticeId, String incidentId) {
        transaction.executeWithoutResult(status -> {
            process.receiverReached(incidentId);
            notifications.incident(noticeId, null);
        });
    }
}
