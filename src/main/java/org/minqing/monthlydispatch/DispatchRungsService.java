package org.minqing.monthlydispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.supervision.BreachService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets go of nothing that a month's dispatch waits for, as with the deadlines of cases: a reminder at 08:30 of the day on
 * which it is due, another when it is overdue, supervision after three working days, censure after five. From the
 * supervision on the dispatch desk above takes it up, and whoever stands above who is late is told.
 */
@Service
class DispatchRungsService {

    private static final LocalTime MORNING = LocalTime.of(8, 30);
    private static final Map<Rung, Notice> NOTICES = Map.of(
            Rung.WARNED, Notice.MONTHLY_DUE,
            Rung.REMINDED, Notice.MONTHLY_OVERDUE,
            Rung.SUPERVISED, Notice.MONTHLY_SUPERVISION,
            Rung.CENSURED, Notice.MONTHLY_CENSURE);

    private final MonthlyDispatchRepository rows;
    private final WorkingCalendar calendar;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final AuditService audit;
    private final Clock clock;

    DispatchRungsService(
            MonthlyDispatchRepository rows,
            WorkingCalendar calendar,
            DirectoryService directory,
            NotificationService notices,
            AuditService audit,
            Clock clock) {
        this.rows = rows;
        this.calendar = calendar;
        this.directory = directory;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    Rung.Times times(Instant dueAt) {
        return new Rung.Times(
                calendar.at(calendar.dayOf(dueAt), MORNING),
                dueAt,
                calendar.workingDaysAfter(dueAt, BreachService.SUPERVISION_DAYS),
                calendar.workingDaysAfter(dueAt, BreachService.CENSURE_DAYS));
    }

    /**
     * The clock has reached a rung. Whoever adds a decision after the due time has his task anew and its timers with it:
     * a rung that was reached is not climbed again.
     *
     * @param ordinal of the decision that is late, or null where the leader is
     */
    @Transactional
    public void climb(String processInstanceId, Integer ordinal) {
        MonthlyDispatch dispatch = rows.lock(processInstanceId);
        Decision decision = ordinal == null ? null : rows.decision(dispatch.id(), ordinal);
        Instant due = decision == null ? dispatch.dueAt() : decision.dueAt();
        Rung before = decision == null ? dispatch.rung() : decision.rung();
        Rung now = times(due).at(clock.instant());
        if (before != null && before.compareTo(now) >= 0) {
            return;
        }
        rows.climbed(dispatch.id(), ordinal, now);
        audit.record(AuditEntry.of("DISPATCH_" + now, dispatch.number()).with("ordinal", ordinal));
        String late = decision == null ? dispatch.areaCode() : decision.ownerUnit();
        for (String unit : told(now, late, dispatch.areaCode())) {
            notices.notifyUnit(dispatch.number(), unit, NOTICES.get(now), Map.of("due", NotificationService.time(due)));
        }
    }

    /** @param late the unit that has not done it @param area the district whose dispatch it is */
    private Set<String> told(Rung rung, String late, String area) {
        Unit unit = directory.require(late);
        Unit above = late.equals(area) ? directory.city() : directory.require(area);
        Stream<String> all = switch (rung) {
            case WARNED -> Stream.of(late);
            case REMINDED -> Stream.of(late, above.code());
            case SUPERVISED, CENSURED ->
                Stream.of(
                        late,
                        directory.above(unit).code(),
                        above.code(),
                        directory.dispatchDesk(above).code());
        };
        return all.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
