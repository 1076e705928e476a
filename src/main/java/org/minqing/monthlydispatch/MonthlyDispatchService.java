package org.minqing.monthlydispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Role;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.inbox.Matter;
import org.minqing.insight.PackService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.supervision.SupervisionService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks back on each month with a district's leader (每月调度): on the first working day the pack is collected and kept as it
 * was, the leader decides within three working days, and each decision becomes a task with an owner and a date.
 */
@Service
class MonthlyDispatchService {

    private static final Logger LOG = LoggerFactory.getLogger(MonthlyDispatchService.class);
    static final int WORKING_DAYS_TO_DECIDE = 3;
    private static final int MOST_DECISIONS = 50;
    private static final DateTimeFormatter IN_NUMBER = DateTimeFormatter.ofPattern("yyyyMM");

    private final MonthlyDispatchRepository rows;
    private final MonthlyDispatchProcess process;
    private final DispatchRungsService rungs;
    private final PackService packs;
    private final SupervisionService supervision;
    private final WorkingCalendar calendar;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final AuditService audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    MonthlyDispatchService(
            MonthlyDispatchRepository rows,
            MonthlyDispatchProcess process,
            DispatchRungsService rungs,
            PackService packs,
            SupervisionService supervision,
            WorkingCalendar calendar,
            DirectoryService directory,
            NotificationService notices,
            AuditService audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.process = process;
        this.rungs = rungs;
        this.packs = packs;
        this.supervision = supervision;
        this.calendar = calendar;
        this.directory = directory;
        this.notices = notices;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** From the first working day of the month on: every district that has cases and has not been looked at yet. */
    void startDue() {
        LocalDate today = LocalDate.now(clock);
        LocalDate first = today.withDayOfMonth(1);
        while (first.isBefore(today) && !calendar.isWorkingDay(first)) {
            first = first.plusDays(1);
        }
        if (!calendar.isWorkingDay(first)) {
            return;
        }
        for (Unit district : directory.children(directory.city().code(), UnitLevel.DISTRICT)) {
            if (rows.hasCases(district)) {
                start(district);
            }
        }
    }

    /** Collects the pack of the month that has passed, once; of several nodes that come at once, one does. */
    void start(Unit district) {
        YearMonth month = YearMonth.now(clock).minusMonths(1);
        if (rows.exists(district.code(), month)) {
            return;
        }
        try {
            transactions.executeWithoutResult(status -> begin(district, month));
        } catch (DuplicateKeyException otherNode) {
            LOG.debug("{} of {} is collected by another node", month, district.code());
        }
    }

    private void begin(Unit district, YearMonth month) {
        Instant now = clock.instant();
        String number = "%s-DD-%s".formatted(district.code(), IN_NUMBER.format(month));
        long id = rows.insert(
                number, district.code(), month, now, calendar.workingDaysAfter(now, WORKING_DAYS_TO_DECIDE));
        MonthlyDispatch dispatch = rows.of(id);
        process.monthBegins(dispatch, rungs.times(dispatch.dueAt()));
    }

    MonthlyDispatch of(String number) {
        return rows.find(number).orElseThrow(() -> Refused.notFound("没有这次调度"));
    }

    /** Keeps the pack as it is now. */
    @Transactional
    void collect(long id, String processInstanceId) {
        MonthlyDispatch dispatch = rows.of(id);
        PackService.Collected collected = packs.collect(directory.require(dispatch.areaCode()), dispatch.month());
        rows.collected(id, collected.json(), collected.workbook(), processInstanceId);
        audit.record(AuditEntry.of("DISPATCH_COLLECTED", dispatch.number()));
        notices.notifyUnit(
                dispatch.number(),
                dispatch.areaCode(),
                Notice.MONTHLY_PACK,
                Map.of("due", NotificationService.time(dispatch.dueAt())));
    }

    /** @throws Refused unless a leader decides, on an open month, for a unit of his district */
    @Transactional
    void decided(
            String processInstanceId, String words, String unitCode, LocalDate day, String appealNumber, String actor) {
        MonthlyDispatch dispatch = deciding(processInstanceId, actor);
        Unit owner = directory.require(unitCode);
        if (!owner.isAtOrBelow(directory.require(dispatch.areaCode()))) {
            throw Refused.invalid("targetUnit", "责任单位应在本区域范围内");
        }
        int ordinal = rows.decisions(dispatch.id()).size();
        if (ordinal >= MOST_DECISIONS) {
            throw Refused.invalid("decision", "一次调度最多交办 %d 项".formatted(MOST_DECISIONS));
        }
        Instant due = calendar.endOf(day);
        rows.insert(
                dispatch.id(),
                new Decision(ordinal, words, unitCode, due, appealNumber, null, null, null),
                actor,
                clock.instant());
        if (appealNumber != null) {
            supervision.orderedBy(actor, appealNumber, unitCode, null, day, words);
        }
        audit.record(AuditEntry.of("DISPATCH_DECIDED", dispatch.number())
                .with("unit", unitCode)
                .with("due", day.toString())
                .note(words));
    }

    /** The leader has said all. @return how many decisions there are */
    @Transactional
    int finished(String processInstanceId, String summary, String actor) {
        MonthlyDispatch dispatch = deciding(processInstanceId, actor);
        int decisions = rows.decisions(dispatch.id()).size();
        rows.decided(
                dispatch.id(),
                decisions == 0 ? MonthlyDispatch.State.DONE : MonthlyDispatch.State.RUNNING,
                summary,
                actor,
                clock.instant());
        audit.record(AuditEntry.of("DISPATCH_FINISHED", dispatch.number())
                .with("decisions", decisions)
                .note(summary));
        return decisions;
    }

    private MonthlyDispatch deciding(String processInstanceId, String actor) {
        if (directory
                .officer(actor)
                .filter(officer -> officer.roles().contains(Role.LEADER))
                .isEmpty()) {
            throw Refused.forbidden("每月调度由领导决定");
        }
        MonthlyDispatch dispatch = rows.lock(processInstanceId);
        if (dispatch.state() != MonthlyDispatch.State.DECIDING) {
            throw Refused.conflict("本月调度已经决定");
        }
        return dispatch;
    }

    /** A decision becomes a task. @return routing facts of its branch */
    @Transactional
    Map<String, Object> opened(String processInstanceId, int ordinal) {
        MonthlyDispatch dispatch = rows.of(processInstanceId);
        Decision decision = rows.decision(dispatch.id(), ordinal);
        tell(dispatch, decision, decision.ownerUnit(), Notice.MONTHLY_DECISION);
        Rung.Times times = rungs.times(decision.dueAt());
        return Map.of(
                MonthlyDispatchModel.OWNER,
                decision.ownerUnit(),
                MonthlyDispatchModel.DECISION_DUE_AT,
                Date.from(times.dueAt()),
                MonthlyDispatchModel.DECISION_WARN_AT,
                Date.from(times.warnAt()),
                MonthlyDispatchModel.DECISION_SUPERVISE_AT,
                Date.from(times.superviseAt()),
                MonthlyDispatchModel.DECISION_CENSURE_AT,
                Date.from(times.censureAt()));
    }

    @Transactional
    void carriedOut(String processInstanceId, int ordinal, String result, String actor) {
        MonthlyDispatch dispatch = rows.lock(processInstanceId);
        rows.carriedOut(dispatch.id(), ordinal, result, actor, clock.instant());
        if (rows.decisions(dispatch.id()).stream().allMatch(decision -> decision.doneAt() != null)) {
            rows.done(dispatch.id());
        }
        audit.record(AuditEntry.of("DISPATCH_CARRIED_OUT", dispatch.number())
                .with("ordinal", ordinal)
                .note(result));
    }

    private void tell(MonthlyDispatch dispatch, Decision decision, String unitCode, Notice notice) {
        notices.notifyUnit(
                dispatch.number(), unitCode, notice, Map.of("due", NotificationService.time(decision.dueAt())));
    }

    Matter matter(String processInstanceId, Integer ordinal) {
        MonthlyDispatch dispatch = rows.of(processInstanceId);
        Unit area = directory.require(dispatch.areaCode());
        Decision decision = ordinal == null ? null : rows.decision(dispatch.id(), ordinal);
        return new Matter(
                "每月调度",
                dispatch.number(),
                decision == null ? dispatch.subject() : shortened(decision.words()),
                decision == null ? "审阅" + area.name() + "本月调度材料，作出决定。" : decision.words(),
                area.path());
    }

    private static String shortened(String words) {
        return words.length() > 100 ? words.substring(0, 100) + "……" : words;
    }
}
