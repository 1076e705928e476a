package org.minqing.joint;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.DeadlineRule;
import org.minqing.deadline.DeadlineRule.Span;
import org.minqing.deadline.DeadlineService;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Step;
import org.minqing.inbox.InboxService;
import org.minqing.level.CaseExtended;
import org.minqing.level.ExtensionOfPart;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A department asks for more time: for its opinion, at most as long again as an opinion has, and for each of its measures, at
 * most the joint level's own span; each once, before expiry, and never beyond the time of the case, which only its own
 * extension moves. Where the case is {@code PHASED}, its clock follows its measures. The district's leader decides.
 */
@Service
class PartExtensionService {

    private static final String RULE = "rule:extension";

    private final PartExtensionRepository extensions;
    private final PartRepository parts;
    private final MeasureRepository measures;
    private final ResearchRepository researches;
    private final JointService joint;
    private final JointProcess process;
    private final PartService service;
    private final InboxService inbox;
    private final AppealService appeals;
    private final DeadlineService deadlines;
    private final DirectoryService directory;
    private final Timeline timeline;
    private final NotificationService notices;
    private final Clock clock;

    PartExtensionService(
            PartExtensionRepository extensions,
            PartRepository parts,
            MeasureRepository measures,
            ResearchRepository researches,
            JointService joint,
            JointProcess process,
            PartService service,
            InboxService inbox,
            AppealService appeals,
            DeadlineService deadlines,
            DirectoryService directory,
            Timeline timeline,
            NotificationService notices,
            Clock clock) {
        this.extensions = extensions;
        this.parts = parts;
        this.measures = measures;
        this.researches = researches;
        this.joint = joint;
        this.process = process;
        this.service = service;
        this.inbox = inbox;
        this.appeals = appeals;
        this.deadlines = deadlines;
        this.directory = directory;
        this.timeline = timeline;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Puts a request before the district's leader.
     *
     * @param measure null for the opinion
     * @throws Refused when it comes too late, a second time, or asks for more than there is to give
     */
    @Transactional
    void ask(Part part, Measure measure, String reason, int amount, String actor, Step step) {
        Appeal appeal = appeals.get(part.appealId());
        Instant now = clock.instant();
        Instant oldDue = measure == null ? part.dueAt() : measure.dueAt();
        Long measureId = measure == null ? null : measure.id();
        if (!now.isBefore(oldDue)) {
            throw new Refused(Refused.Kind.EXPIRED, null, "延期须在到期前提出，期限已到");
        }
        if (extensions.of(part.id(), measureId).isPresent()) {
            throw Refused.conflict(measure == null ? "部门意见只能申请一次延期" : "同一项措施只能申请一次延期");
        }
        DeadlineRule rule = deadlines.rule(Level.JOINT, appeal.urgency());
        boolean urgent = appeal.urgency() == UrgencyClass.IMMEDIATE;
        Span span = measure == null ? (urgent ? Span.HOURS : Span.WORKING_DAYS) : rule.span();
        int most = measure == null ? (urgent ? PartService.OPINION_HOURS : PartService.OPINION_DAYS) : rule.amount();
        if (amount < 1 || amount > most) {
            throw Refused.invalid("extensionAmount", "延期时长应在 1 到 %d %s之间".formatted(most, span.label()));
        }
        Instant newDue = deadlines.add(span, amount, oldDue);
        boolean bound = measure == null || appeal.urgency() != UrgencyClass.PHASED;
        boolean runs = appeal.dueAt() != null && appeal.dueAt().isAfter(now);
        if (bound && runs && newDue.isAfter(appeal.dueAt())) {
            throw Refused.invalid(
                    "extensionAmount",
                    "延期后不能晚于本件的办理期限（%s）；%s"
                            .formatted(
                                    NotificationService.time(appeal.dueAt()),
                                    measure == null ? "确需更长时间的，由牵头部门为本件申请延期" : "方案签字后，本件的期限不再延长"));
        }
        parts.extensionAsked(part.id());
        extensions.insert(part, measureId, reason, amount, actor, now, oldDue, newDue);
        write(part, TimelineKind.EXTENSION_REQUESTED, newDue, actor, step, reason);
        send(appeal, part, extensions.of(part.id(), measureId).orElseThrow());
    }

    private void send(Appeal appeal, Part part, PartExtension request) {
        String district = researches.get(part.researchId()).areaCode();
        extensions.carriedBy(request.id(), process.extensionRequested(appeal, district, request.oldDueAt()));
        notices.notifyUnit(
                appeal,
                district,
                Notice.EXTENSION_REQUESTED,
                Map.of("from", directory.require(part.unitCode()).name()));
    }

    /** What {@code deadlineExtension} says of a request that is a department's. */
    @EventListener
    @Transactional
    public void happened(ExtensionOfPart happened) {
        PartExtension request =
                extensions.ofProcess(happened.processInstanceId()).orElseThrow();
        Part part = parts.get(request.partId());
        switch (happened.what()) {
            case APPROVED -> {
                if (!clock.instant().isBefore(request.oldDueAt())) {
                    throw new Refused(Refused.Kind.EXPIRED, null, "原期限已到，延期申请已失效，不能再同意");
                }
                decided(request, PartExtension.State.GRANTED, happened.actor());
            }
            case DECLINED -> decided(request, PartExtension.State.REFUSED, happened.actor());
            case GRANTED -> {
                moved(part, request, happened.step());
                told(part, TimelineKind.EXTENSION_GRANTED, request.newDueAt(), happened.step());
            }
            case REFUSED -> told(part, TimelineKind.EXTENSION_REFUSED, request.oldDueAt(), happened.step());
            case LAPSED -> {
                decided(request, PartExtension.State.LAPSED, RULE);
                write(part, TimelineKind.EXTENSION_LAPSED, request.oldDueAt(), RULE, happened.step(), null);
            }
        }
    }

    /** The case has more time: so have the measures that were due with it. */
    @EventListener
    @Transactional
    public void caseExtended(CaseExtended extended) {
        for (Measure measure : measures.dueWith(extended.appealId(), extended.oldDueAt())) {
            moved(parts.get(measure.partId()), measure, extended.newDueAt());
        }
    }

    private void moved(Part part, PartExtension request, Step step) {
        if (request.measureId() == null) {
            parts.dueMoved(part.id(), request.newDueAt());
            inbox.dueMoved(part.processInstanceId(), request.oldDueAt(), request.newDueAt());
            process.opinionDueMoved(part, request.newDueAt());
            return;
        }
        moved(part, measures.get(request.measureId()), request.newDueAt());
        Research research = researches.lock(part.researchId());
        researches.lastMeasureDueAt(research.id()).ifPresent(last -> joint.batchesSet(research, last, step));
    }

    private void moved(Part part, Measure measure, Instant dueAt) {
        measures.dueMoved(measure.id(), dueAt);
        inbox.dueMoved(part.processInstanceId(), measure.ordinal(), dueAt);
        process.measureDueMoved(part, measure.id(), dueAt);
    }

    private void decided(PartExtension request, PartExtension.State state, String actor) {
        extensions.decided(request.id(), state, actor, clock.instant());
    }

    private void told(Part part, TimelineKind kind, Instant due, Step step) {
        write(part, kind, due, RULE, step, null);
        service.tell(part, part.unitCode(), Notice.EXTENSION_DECIDED, due);
    }

    private void write(Part part, TimelineKind kind, Instant due, String actor, Step step, String note) {
        timeline.write(TimelineEntry.of(part.appealId(), kind, Objects.requireNonNull(actor), step)
                .at(Level.JOINT, part.unitCode())
                .due(due)
                .note(note));
    }
}
