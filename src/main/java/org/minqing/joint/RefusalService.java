package org.minqing.joint;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Step;
import org.minqing.inbox.InboxService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.supervision.BreachService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disputed responsibility: a department may refuse its part once, within one working day; the dispatch desk decides
 * within another; what fits nobody stays with the desk. The opinion's clock goes on meanwhile.
 */
@Service
class RefusalService {

    static final String UPHOLD = "UPHOLD";
    static final String REPLACE = "REPLACE";

    static final int DAYS = 1;

    private final PartService service;
    private final PartRepository parts;
    private final ResearchRepository researches;
    private final LeadService leads;
    private final JointProcess process;
    private final AppealService appeals;
    private final InboxService inbox;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final BreachService breaches;
    private final NotificationService notices;
    private final Clock clock;

    RefusalService(
            PartService service,
            PartRepository parts,
            ResearchRepository researches,
            LeadService leads,
            JointProcess process,
            AppealService appeals,
            InboxService inbox,
            Timeline timeline,
            DirectoryService directory,
            WorkingCalendar calendar,
            BreachService breaches,
            NotificationService notices,
            Clock clock) {
        this.service = service;
        this.parts = parts;
        this.researches = researches;
        this.leads = leads;
        this.process = process;
        this.appeals = appeals;
        this.inbox = inbox;
        this.timeline = timeline;
        this.directory = directory;
        this.calendar = calendar;
        this.breaches = breaches;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws Refused when it is too late, the second time, or the unit is the one that owns what nobody else does */
    @Transactional
    Map<String, Object> refuse(Part part, String reason, String actor, Step step) {
        Unit unit = directory.require(part.unitCode());
        if (unit.level() == UnitLevel.DISPATCH) {
            throw Refused.conflict("派单中心是兜底单位，不能退回");
        }
        if (part.refusals() > 0) {
            throw Refused.conflict("部门只能退回一次，责任已经认定，请签收");
        }
        Instant now = clock.instant();
        if (!now.isBefore(calendar.workingDaysAfter(part.notifiedAt(), DAYS))) {
            throw Refused.conflict("退回须在接到通知后一个工作日内提出，现已超过，请签收");
        }
        parts.refused(part.id(), reason, now);
        service.write(part, TimelineKind.PART_REFUSED, actor, step, reason);
        String desk = desk(part).code();
        notices.notifyUnit(appeals.get(part.appealId()), desk, Notice.PART_REFUSED, Map.of("from", unit.name()));
        return Map.of(
                AppealModel.DESK, desk, JointModel.REFUSAL_DUE_AT, Date.from(calendar.workingDaysAfter(now, DAYS)));
    }

    /** The department keeps its part. */
    @Transactional
    void uphold(Part part, String reason, String actor, Step step) {
        parts.kept(part.id());
        decided(part, UPHOLD, null, reason, actor, step);
        service.tell(part, part.unitCode(), Notice.PART_ASSIGNED, part.dueAt());
    }

    /** Nobody fits: the desk owns it. */
    @Transactional
    Map<String, Object> fallBack(Part part, String reason, String actor, Step step) {
        return replace(part, desk(part).code(), reason, actor, step);
    }

    /** Another unit takes the part over; where it was the responsible department's, that unit leads from now on. */
    @Transactional
    Map<String, Object> replace(Part part, String unitCode, String reason, String actor, Step step) {
        Research research = researches.lock(part.researchId());
        Unit area = directory.require(research.areaCode());
        Unit target = directory.require(unitCode);
        leads.requireTakesPart(area, "targetUnit", target);
        service.requireFree(research, "targetUnit", target);
        if (research.leadDepartment().equals(part.unitCode())) {
            leads.checkLeads(area, target, directory.require(research.guidanceGroup()));
            researches.ledBy(research.id(), unitCode);
            process.ledBy(
                    research, unitCode, task -> inbox.heldBy(task, unitCode).code());
        }
        parts.replaced(part.id(), unitCode, clock.instant());
        decided(part, REPLACE, unitCode, reason, actor, step);
        return Map.of(AppealModel.OUTCOME, REPLACE);
    }

    /** The desk has not decided in time. */
    @Transactional
    void overdue(long partId, Instant dueAt, Step step) {
        Part part = parts.get(partId);
        breaches.record(
                appeals.get(part.appealId()),
                BreachService.Overdue.of(partId, null, desk(part).code(), dueAt),
                step);
    }

    private void decided(Part part, String outcome, String target, String reason, String actor, Step step) {
        timeline.write(TimelineEntry.of(part.appealId(), TimelineKind.REFUSAL_DECIDED, actor, step)
                .at(Level.JOINT, part.unitCode())
                .to(target)
                .outcome(outcome)
                .note(reason));
    }

    private Unit desk(Part part) {
        return leads.desk(directory.require(researches.get(part.researchId()).areaCode()));
    }
}
