package org.minqing.notification;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A unit's notices in Tasklist, for its officers; and what became of a notice, for them and administrators. */
@Service
class NoticeListService {

    private static final int LISTED = 50;

    private final NoticeListRepository notices;
    private final DirectoryService directory;
    private final Unreached unreached;
    private final Caller caller;
    private final AuditService audit;
    private final Clock clock;

    NoticeListService(
            NoticeListRepository notices,
            DirectoryService directory,
            Unreached unreached,
            Caller caller,
            AuditService audit,
            Clock clock) {
        this.notices = notices;
        this.directory = directory;
        this.unreached = unreached;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the caller's unit was told lately, newest first; nothing for somebody of no unit. */
    List<Line> mine(boolean unreadOnly) {
        return caller.id().flatMap(directory::officer).stream()
                .flatMap(officer -> notices.ofUnit(officer.unitCode(), unreadOnly, LISTED).stream())
                .map(row -> new Line(
                        row.id(),
                        row.number(),
                        Notice.valueOf(row.template()).subject(),
                        row.urgency().equals("IMMEDIATE"),
                        NotificationService.time(row.createdAt()),
                        row.unitCode().equals(row.receiverUnit())
                                ? null
                                : directory.find(row.unitCode()).map(Unit::name).orElse(row.unitCode()),
                        row.incidentId() != null,
                        row.readAt() != null))
                .toList();
    }

    /** The caller's unit has read these; reading is no acknowledgement of what could not be delivered. */
    @Transactional
    public void read(List<String> ids) {
        Officer officer = caller.id().flatMap(directory::officer).orElseThrow(() -> Refused.forbidden("只有单位工作人员有通知列表"));
        if (ids == null || ids.isEmpty() || ids.size() > LISTED) {
            throw Refused.invalid("ids", "请给出 1 至 %d 条通知的编号".formatted(LISTED));
        }
        notices.read(ids, officer.unitCode(), officer.id(), clock.instant());
        audit.record(AuditEntry.of("NOTICES_READ", officer.unitCode()).with("notices", ids.size()));
    }

    /**
     * Somebody of the unit that was told instead, or an administrator, takes it on himself; the incident ends.
     *
     * @throws Refused 404, also for who has no business with it
     */
    @Transactional
    public void acknowledge(String id) {
        NoticeListRepository.Row row = visible(id);
        audit.record(AuditEntry.of("NOTICE_ACKNOWLEDGED", row.number()).with("notice", id));
        if (row.incidentId() != null) {
            unreached.end(row.id(), row.incidentId());
        }
        if (row.receiverUnit() != null) {
            notices.read(List.of(id), row.receiverUnit(), caller.idOr(""), clock.instant());
        }
    }

    /** Each attempt: when, by which channel, what was answered, when the next was to be. */
    List<DeliveryAttempt> attempts(String id) {
        NoticeListRepository.Row row = visible(id);
        List<DeliveryAttempt> all = new ArrayList<>(notices.attempts(id));
        if (row.deliveredAt() != null) {
            all.add(new DeliveryAttempt(row.deliveredAt(), row.channel(), row.receiverUnit(), row.answer(), null));
        }
        return all;
    }

    private NoticeListRepository.Row visible(String id) {
        String unit =
                caller.id().flatMap(directory::officer).map(Officer::unitCode).orElse("");
        return notices.find(id)
                .filter(row -> caller.isAdministrator()
                        || unit.equals(row.unitCode())
                        || unit.equals(row.receiverUnit())
                        || unit.equals(directory
                                .find(row.unitCode())
                                .map(directory::dispatchDesk)
                                .map(Unit::code)
                                .orElse(null)))
                .orElseThrow(() -> Refused.notFound("没有编号为 %s 的通知".formatted(id)));
    }

    /** A line of the list. @param insteadOf name of the unit that could not be told, or null */
    @Schema(name = "NoticeLine")
    record Line(
            String id,
            String number,
            String subject,
            boolean urgent,
            String when,
            String insteadOf,
            boolean unreached,
            boolean read) {}
}
