package org.minqing.joint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Step;
import org.minqing.inbox.TaskSeen;
import org.minqing.level.BatchClock;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The departments' parts in a joint research. An opinion is due in three working days ({@code IMMEDIATE} 24 hours), not
 * after the joint level's own deadline while that still runs.
 */
@Service
class PartService {

    static final String RULE = "rule:departmentPart";

    /** Of a part that has been answered already, and so been read. */
    private static final Set<String> LATER_TASKS = Set.of(JointModel.GIVE_OPINION, JointModel.CARRY_OUT_MEASURE);

    static final int OPINION_DAYS = 3;
    static final int OPINION_HOURS = 24;

    private final PartRepository parts;
    private final PartExtensionRepository extensions;
    private final ResearchRepository researches;
    private final LeadService leads;
    private final JointProcess process;
    private final BatchClock batches;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final Clock clock;

    PartService(
            PartRepository parts,
            PartExtensionRepository extensions,
            ResearchRepository researches,
            LeadService leads,
            JointProcess process,
            BatchClock batches,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            WorkingCalendar calendar,
            NotificationService notices,
            Clock clock) {
        this.parts = parts;
        this.extensions = extensions;
        this.researches = researches;
        this.leads = leads;
        this.process = process;
        this.batches = batches;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    Part get(long partId) {
        return parts.get(partId);
    }

    /**
     * Writes a unit's part down; {@link #start} sets it on its way.
     *
     * @param field the input that names the unit
     * @throws Refused when the unit cannot take part, or takes part already
     */
    @Transactional
    Part add(Research research, String field, String unitCode) {
        Unit unit = directory.require(unitCode);
        leads.requireTakesPart(directory.require(research.areaCode()), field, unit);
        requireFree(research, field, unit);
        int refusals = parts.ofResearch(research.id()).stream()
                .filter(part -> part.unitCode().equals(unitCode))
                .mapToInt(Part::refusals)
                .sum();
        Instant now = clock.instant();
        return parts.insert(research, unitCode, refusals, now, opinionDue(appeals.get(research.appealId()), now));
    }

    /** A department has one part at a time; a desk may own several that belong to nobody. */
    void requireFree(Research research, String field, Unit unit) {
        boolean takesPart = parts.ofResearch(research.id()).stream()
                .anyMatch(part ->
                        part.unitCode().equals(unit.code()) && part.state().open());
        if (takesPart && unit.level() != UnitLevel.DISPATCH) {
            throw Refused.invalid(field, unit.name() + "已参加这次组团调研");
        }
    }

    @Transactional
    void start(Part part) {
        parts.carriedBy(part, process.partAssigned(appeals.get(part.appealId()), part));
    }

    @Transactional
    void startAll(long researchId) {
        researches.lock(researchId);
        parts.ofResearch(researchId).stream()
                .filter(part -> part.processInstanceId() == null)
                .forEach(this::start);
    }

    @Transactional
    Map<String, Object> notified(long partId, Step step) {
        Part part = parts.get(partId);
        write(part, TimelineKind.PART_NOTIFIED, RULE, step, null);
        tell(part, part.unitCode(), Notice.PART_ASSIGNED, part.dueAt());
        return Map.of(AppealModel.DUE_AT, Date.from(part.dueAt()));
    }

    /** A department more has to be heard, so the research waits for it. */
    @Transactional
    void addAndStart(Research research, String field, String unitCode) {
        start(add(research, field, unitCode));
        process.allOpinionsIn(research, false);
    }

    /** The unit that the desk has named takes the place of the one that refused. */
    @Transactional
    void replace(long partId) {
        Part old = parts.get(partId);
        addAndStart(researches.lock(old.researchId()), "targetUnit", old.replacedBy());
    }

    /**
     * The survey was held: the responsible department was there, and these were.
     *
     * @throws Refused when one of them takes no part in the research
     */
    @Transactional
    void onSite(Research research, List<String> unitCodes) {
        List<Part> open = parts.ofResearch(research.id()).stream()
                .filter(part -> part.state().open())
                .toList();
        for (String code : unitCodes) {
            if (open.stream().noneMatch(part -> part.unitCode().equals(code))) {
                throw Refused.invalid("onSite", directory.require(code).name() + "没有参加这次组团调研");
            }
        }
        Instant now = clock.instant();
        open.stream()
                .filter(part ->
                        unitCodes.contains(part.unitCode()) || part.unitCode().equals(research.leadDepartment()))
                .forEach(part -> parts.onSite(part.id(), now));
    }

    /** Somebody of the unit that holds a part's task has looked at it; the first time counts. */
    @EventListener
    @Transactional
    public void seen(TaskSeen seen) {
        if (!LATER_TASKS.contains(seen.task().taskKey())) {
            parts.read(seen.task().partId(), clock.instant());
        }
    }

    /** Whether some department still owes its opinion. */
    boolean anySilent(long researchId) {
        return parts.ofResearch(researchId).stream()
                .anyMatch(part -> part.state().silent());
    }

    /** An opinion has come in; the last one lets the research go on. */
    @Transactional
    void opinionIn(Part part) {
        Research research = researches.lock(part.researchId());
        lapse(part, null);
        if (!anySilent(research.id())) {
            process.allOpinionsIn(research, true);
        }
    }

    /** Both leads have signed: every department learns it and begins its measures. */
    @Transactional
    void planAdopted(long researchId) {
        List<Part> all = parts.ofResearch(researchId);
        directory.readAhead(all.stream().map(Part::unitCode).toList());
        for (Part part : all) {
            if (part.state().open()) {
                tell(part, part.unitCode(), Notice.PLAN_ADOPTED, null);
                process.planAdopted(part);
            }
        }
    }

    /** A department has done its part; the last one lets the research report back. */
    @Transactional
    void complete(long partId, Step step) {
        Part part = parts.get(partId);
        Research research = researches.lock(part.researchId());
        parts.over(partId, Part.State.DONE, clock.instant());
        write(part, TimelineKind.PART_DONE, RULE, step, null);
        if (parts.ofResearch(research.id()).stream()
                .noneMatch(other -> other.state().open())) {
            tell(part, research.leadDepartment(), Notice.ALL_MEASURES_DONE, null);
            batches.batchesOver(research.appealId(), step);
            process.allMeasuresDone(research);
        }
    }

    /**
     * The research ends early, and its parts with it.
     *
     * @return codes of the units whose parts were cut off
     */
    @Transactional
    List<String> endAll(Research research, String actor, Step step) {
        List<Part> open = parts.ofResearch(research.id()).stream()
                .filter(part -> part.state().open())
                .toList();
        for (Part part : open) {
            parts.over(part.id(), Part.State.ENDED, clock.instant());
            if (part.extensionAsked()) {
                extensions.pending(part.id()).forEach(process::extensionLapsed);
            }
            write(part, TimelineKind.PART_ENDED, actor, step, null);
            process.partEnded(part);
        }
        return open.stream().map(Part::unitCode).toList();
    }

    /** What more time was asked for is done. @param measureId null for the opinion */
    void lapse(Part part, Long measureId) {
        if (part.extensionAsked()) {
            extensions.pending(part.id()).stream()
                    .filter(request -> Objects.equals(request.measureId(), measureId))
                    .forEach(process::extensionLapsed);
        }
    }

    void write(Part part, TimelineKind kind, String actor, Step step, String note) {
        timeline.write(TimelineEntry.of(part.appealId(), kind, actor, step)
                .at(Level.JOINT, part.unitCode())
                .due(part.dueAt())
                .note(note));
    }

    /** @param dueAt what the notice names as due, or null for the level's own time */
    void tell(Part part, String unitCode, Notice notice, Instant dueAt) {
        notices.notifyUnit(
                appeals.get(part.appealId()),
                unitCode,
                notice,
                dueAt == null ? Map.of() : Map.of("due", NotificationService.time(dueAt)));
    }

    /** By which rule a department's opinion is due. */
    static String opinionRule() {
        return "部门意见应在通知后 %d 个工作日内（立刻办 %d 小时）提出，不晚于组团调研期限".formatted(OPINION_DAYS, OPINION_HOURS);
    }

    private Instant opinionDue(Appeal appeal, Instant now) {
        Instant due = appeal.urgency() == UrgencyClass.IMMEDIATE
                ? now.plus(Duration.ofHours(OPINION_HOURS))
                : calendar.workingDaysAfter(now, OPINION_DAYS);
        boolean jointFirst = appeal.dueAt() != null
                && appeal.dueAt().isAfter(now)
                && appeal.dueAt().isBefore(due);
        return jointFirst ? appeal.dueAt() : due;
    }
}
