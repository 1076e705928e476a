package org.minqing.level;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.Deadline;
import org.minqing.deadline.DeadlineRule;
import org.minqing.deadline.DeadlineService;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Step;
import org.minqing.inbox.InboxService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.supervision.BreachService;
import org.minqing.whistle.WhistleService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An appeal's stay at a level: who holds it, by when it must be done, and how it leaves. */
@Service
public class LevelService {

    static final String RULE = "rule:levelDeadline";

    private final LevelStayRepository stays;
    private final ExtensionRepository extensions;
    private final LevelProcess process;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DeadlineService deadlines;
    private final DirectoryService directory;
    private final InboxService inbox;
    private final WhistleService whistles;
    private final BreachService breaches;
    private final NotificationService notices;
    private final Clock clock;

    LevelService(
            LevelStayRepository stays,
            ExtensionRepository extensions,
            LevelProcess process,
            AppealService appeals,
            Timeline timeline,
            DeadlineService deadlines,
            DirectoryService directory,
            InboxService inbox,
            WhistleService whistles,
            BreachService breaches,
            NotificationService notices,
            Clock clock) {
        this.stays = stays;
        this.extensions = extensions;
        this.process = process;
        this.appeals = appeals;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.directory = directory;
        this.inbox = inbox;
        this.whistles = whistles;
        this.breaches = breaches;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * An appeal enters a level. The first level's clock starts when the appeal was received, every other one's now.
     *
     * @return the routing facts of the level
     */
    @Transactional
    public Map<String, Object> enter(long appealId, Level level, String processInstanceId, Step step) {
        Appeal appeal = appeals.get(appealId);
        Instant entered = appeal.level() == null ? appeal.receivedAt() : clock.instant();
        Optional<LevelStay> former = goesBack(appeal, level) ? stays.lastAside(appealId, level) : Optional.empty();
        Unit unit = former.map(stay -> directory.require(stay.unitCode()))
                .orElseGet(() -> holder(directory.require(appeal.placeUnit()), level));
        Deadline deadline = former.map(
                        stay -> new Deadline(stay.dueAt(), stay.warnAt(), deadlines.rule(level, appeal.urgency())))
                .orElseGet(() -> deadlines.forLevel(level, appeal.urgency(), entered));
        stays.insert(appeal, level, unit.code(), entered, deadline, processInstanceId);
        appeals.levelEntered(appealId, level, unit.code(), entered, deadline.dueAt(), step);
        if (level != Level.JOINT) {
            boolean toDesk = unit.level() == UnitLevel.DISPATCH;
            notices.notifyUnit(
                    appeals.get(appealId), unit.code(), toDesk ? Notice.DISPATCH_NEEDED : Notice.ASSIGNED, Map.of());
        }
        return facts(current(appealId));
    }

    /**
     * Whether a leader may take an appeal out of its level.
     *
     * @param field the input that names it
     * @throws Refused when it is over, already with leaders or departments, parked, too late, or of another area
     */
    @Transactional
    public void requireTakable(String field, Appeal appeal, Unit area) {
        boolean atLevel = appeal.state() == AppealState.OPEN && appeal.level() != null && appeal.level() != Level.JOINT;
        if (!atLevel) {
            throw Refused.invalid(field, "诉求 %s 不在网格、社区或街道办理".formatted(appeal.number()));
        }
        if (!appeal.placePath().startsWith(area.path())) {
            throw Refused.invalid(field, "诉求 %s 不属于%s".formatted(appeal.number(), area.name()));
        }
        LevelStay stay = current(appeal.id());
        if (stay.parkedAt() != null) {
            throw Refused.invalid(field, "诉求 %s 已挂账，请先恢复办理".formatted(appeal.number()));
        }
        if (!clock.instant().isBefore(stay.dueAt())) {
            throw Refused.invalid(field, "诉求 %s 的层级期限已到，正在上报".formatted(appeal.number()));
        }
    }

    /**
     * An appeal leaves its level for a path of its own, which stands as high as joint research. The former level's clock
     * is kept, should it come back.
     *
     * @param holder code of the unit that holds it from now on
     * @param keepsClock whether the former level's clock goes on; else the joint level's starts now
     * @return the routing facts of the path
     * @throws Refused while the appeal is parked
     */
    @Transactional
    public Map<String, Object> aside(
            long appealId, String holder, boolean keepsClock, String processInstanceId, Step step) {
        Appeal appeal = appeals.lock(appealId);
        LevelStay stay = current(appealId);
        leave(appealId, LeftBy.ASIDE, RULE, step);
        Instant now = clock.instant();
        Deadline deadline = keepsClock
                ? new Deadline(stay.dueAt(), stay.warnAt(), deadlines.rule(stay.level(), appeal.urgency()))
                : deadlines.forLevel(Level.JOINT, appeal.urgency(), now);
        stays.insert(appeal, Level.JOINT, holder, now, deadline, processInstanceId);
        appeals.levelEntered(appealId, Level.JOINT, holder, now, deadline.dueAt(), step);
        return facts(current(appealId));
    }

    /** The stay that lasts. */
    public LevelStay current(long appealId) {
        return stays.current(appealId).orElseThrow(() -> Refused.conflict("这件诉求现在不在任何层级办理"));
    }

    public Optional<LevelStay> find(long appealId) {
        return stays.current(appealId);
    }

    /** Warns the unit that the level is due soon; after a long stop, when it is too late for that, nothing is said. */
    @Transactional
    public void warn(long appealId, Step step) {
        LevelStay stay = current(appealId);
        if (!clock.instant().isBefore(stay.dueAt())) {
            return;
        }
        write(stay, TimelineKind.WARNED, RULE, step, null);
        notices.notifyUnit(appeals.get(appealId), stay.unitCode(), Notice.WARNING, Map.of());
    }

    /** The level's deadline has passed: it is recorded, the unit is reminded, and the case goes up. */
    @Transactional
    public void deadlinePassed(long appealId, Step step) {
        LevelStay stay = current(appealId);
        breaches.recordLevel(
                new BreachService.MissedLevel(appeals.lock(appealId), stay.id(), stay.unitCode(), stay.dueAt(), step));
        leave(appealId, LeftBy.DEADLINE, RULE, step);
    }

    /** An appeal leaves its level; a request for extension that is still open lapses. */
    @Transactional
    public void leave(long appealId, LeftBy leftBy, String actor, Step step) {
        LevelStay stay = current(appealId);
        stays.left(stay.id(), leftBy, clock.instant());
        timeline.write(TimelineEntry.of(appealId, TimelineKind.LEVEL_LEFT, actor, step)
                .at(stay.level(), stay.unitCode())
                .due(stay.dueAt())
                .outcome(leftBy.name()));
        extensions.pending(stay.id()).ifPresent(request -> process.extensionLapsed(request.processInstanceId()));
        if (leftBy == LeftBy.RESOLVED && stay.level().compareTo(Level.STREET) >= 0) {
            whistles.appealOver(appealId, false, step);
        }
    }

    /** Brings the level to the unit that the desk or the judge has named; the clock goes on as it was. */
    @Transactional
    public Map<String, Object> assignUnit(long appealId, Step step) {
        LevelStay stay = current(appealId);
        Unit target = directory.require(stay.targetUnit());
        stays.heldBy(stay.id(), target.code());
        Appeal before = appeals.lock(appealId);
        appeals.movedTo(before, target);
        Appeal appeal = appeals.get(appealId);
        inbox.placed(appealId, appeal.placePath());
        if (!appeal.placePath().equals(before.placePath())) {
            breaches.placed(appealId, appeal.placePath());
        }
        timeline.write(TimelineEntry.of(appealId, TimelineKind.DISPATCHED, "rule:dispatch", step)
                .at(stay.level(), stay.unitCode())
                .to(target.code()));
        boolean toDesk = target.level() == UnitLevel.DISPATCH;
        notices.notifyUnit(appeal, target.code(), toDesk ? Notice.DISPATCH_NEEDED : Notice.ASSIGNED, Map.of());
        return facts(current(appealId));
    }

    /** Lets the clock of a parked level go on with what was left of it. */
    @Transactional
    public Map<String, Object> resume(long appealId, Step step) {
        LevelStay stay = current(appealId);
        Appeal appeal = appeals.lock(appealId);
        DeadlineRule rule = deadlines.rule(stay.level(), appeal.urgency());
        Instant now = clock.instant();
        Instant due = deadlines.resume(rule.span(), stay.parkRemaining(), now);
        stays.dueMoved(stay.id(), due, deadlines.warnAt(rule, now, due));
        appeals.dueMoved(appealId, due);
        LevelStay resumed = current(appealId);
        write(resumed, TimelineKind.RESUMED, "rule:parking", step, null);
        notices.notifyUnit(appeals.get(appealId), stay.unitCode(), Notice.ASSIGNED, Map.of());
        return facts(resumed);
    }

    /** Nobody has held the review by its date: it goes to the unit above. */
    @Transactional
    public void reviewOverdue(long appealId, Step step) {
        LevelStay stay = current(appealId);
        Unit above = directory.above(directory.require(stay.unitCode()));
        process.reviewGoesTo(
                stay.processInstanceId(),
                taskId -> inbox.heldBy(taskId, above.code()).code());
        timeline.write(TimelineEntry.of(appealId, TimelineKind.PARK_REVIEW_DUE, "rule:parking", step)
                .at(stay.level(), stay.unitCode())
                .to(above.code()));
        notices.notifyUnit(appeals.get(appealId), above.code(), Notice.PARK_REVIEW, Map.of());
    }

    /** The clock of the running level moves: its row, the case, the timers and the open tasks. */
    @Transactional
    public void moveDue(LevelStay stay, Instant dueAt) {
        Appeal appeal = appeals.lock(stay.appealId());
        DeadlineRule rule = deadlines.rule(stay.level(), appeal.urgency());
        Instant warnAt = deadlines.warnAt(rule, stay.enteredAt(), dueAt);
        stays.dueMoved(stay.id(), dueAt, warnAt);
        appeals.dueMoved(stay.appealId(), dueAt);
        inbox.dueMoved(stay.processInstanceId(), stay.dueAt(), dueAt);
        process.dueMoved(stay, dueAt, warnAt);
    }

    /** Lets deadlines act that have passed but whose timers have not fired yet, so that nothing overtakes them. */
    @Transactional
    public void letDeadlineAct(long appealId) {
        stays.current(appealId)
                .filter(stay -> stay.level() != Level.JOINT && stay.parkedAt() == null)
                .filter(stay -> !clock.instant().isBefore(stay.dueAt()))
                .ifPresent(stay -> process.letDeadlineAct(stay.processInstanceId()));
    }

    /** The routing facts of the stay that lasts, as they are now. */
    public Map<String, Object> facts(long appealId) {
        return facts(current(appealId));
    }

    Map<String, Object> facts(LevelStay stay) {
        Unit unit = directory.require(stay.unitCode());
        Map<String, Object> facts = new HashMap<>();
        facts.put(AppealModel.UNIT, unit.code());
        facts.put(AppealModel.UNIT_KNOWN, unit.level() != UnitLevel.DISPATCH);
        facts.put(AppealModel.ABOVE, directory.above(unit).code());
        facts.put(AppealModel.DESK, directory.dispatchDesk(unit).code());
        facts.put(AppealModel.DUE_AT, Date.from(stay.dueAt()));
        facts.put(AppealModel.WARN_AT, Date.from(stay.warnAt()));
        return facts;
    }

    /** A level whose unit is unknown belongs to the desk of the proven district, else of the city. */
    private Unit holder(Unit place, Level level) {
        return directory
                .ancestor(place, level.unitLevel())
                .orElseGet(() -> level == Level.JOINT ? directory.city() : directory.dispatchDesk(place));
    }

    /** Whoever may promise has promised a day: it is the appeal's due time from now on. */
    @Transactional
    public void promised(long appealId, Instant dueAt) {
        LevelStay stay = current(appealId);
        stays.dueMoved(stay.id(), dueAt, dueAt);
        appeals.dueMoved(appealId, dueAt);
    }

    /** From a path of its own, which stands at the joint level, back down; every other way leads up. */
    private static boolean goesBack(Appeal appeal, Level level) {
        return appeal.level() == Level.JOINT && level != Level.JOINT;
    }

    private void write(LevelStay stay, TimelineKind kind, String actor, Step step, String note) {
        timeline.write(TimelineEntry.of(stay.appealId(), kind, actor, step)
                .at(stay.level(), stay.unitCode())
                .due(stay.dueAt())
                .note(note));
    }
}
