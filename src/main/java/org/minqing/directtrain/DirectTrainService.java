package org.minqing.directtrain;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealProcess;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Resolution;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Role;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.minqing.level.LevelService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Through-train (惠企便民直通车): a leader's working group takes a batch of appeals in one sitting. Each gets an answer, an
 * owner and a date on the spot; the date is the appeal's due time from then on. What the sitting does not come to goes
 * back to its level, whose clock has gone on.
 */
@Service
public class DirectTrainService {

    private static final String RULE = "rule:directTrain";
    private static final int MOST = 200;
    private static final int MOST_SITTINGS = 100;

    private final TrainRepository rows;
    private final LevelService levels;
    private final AppealService appeals;
    private final AppealProcess appealProcess;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final AccessRule access;
    private final Clock clock;

    DirectTrainService(
            TrainRepository rows,
            LevelService levels,
            AppealService appeals,
            AppealProcess appealProcess,
            Timeline timeline,
            DirectoryService directory,
            WorkingCalendar calendar,
            NotificationService notices,
            AccessRule access,
            Clock clock) {
        this.rows = rows;
        this.levels = levels;
        this.appeals = appeals;
        this.appealProcess = appealProcess;
        this.timeline = timeline;
        this.directory = directory;
        this.calendar = calendar;
        this.notices = notices;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Opens a sitting with these appeals; all of them board, or none.
     *
     * @param leaderId a leader of the district or the city
     * @param numbers of appeals that are being handled at a level below joint research
     * @param lastDay when the sitting is over, at 17:30 of that day; null = {@link #firstDay}
     * @throws Refused when somebody is no leader, or an appeal cannot be taken
     */
    @Transactional
    Sitting open(String leaderId, List<String> numbers, LocalDate lastDay, String actor) {
        Officer leader = leader(leaderId);
        Unit area = directory.district(directory.require(leader.unitCode()));
        if (!access.answersFor(area.path())) {
            throw Refused.forbidden("只能为本区域安排直通车");
        }
        LinkedHashSet<String> all = new LinkedHashSet<>(numbers == null ? List.of() : numbers);
        if (all.isEmpty() || all.size() > MOST) {
            throw Refused.invalid("appeals", "每期应有 1 到 %d 件诉求".formatted(MOST));
        }
        LocalDate first = firstDay();
        LocalDate last = lastDay == null ? first : lastDay;
        if (last.isBefore(first)) {
            throw Refused.invalid("lastDay", "直通车的最后一天已结束（当天 17:30），应为 %s 或以后".formatted(first));
        }
        int year = LocalDate.now(clock).getYear();
        int ordinal = rows.nextOrdinal(area.code(), year);
        String number = "%s-ZTC-%d-%03d".formatted(area.code(), year, ordinal);
        long sitting = rows.open(number, area.code(), leaderId, ordinal, year, clock.instant(), calendar.endOf(last));
        all.stream().sorted().forEach(one -> board(sitting, area, one, actor));
        return rows.sitting(number, "%").orElseThrow();
    }

    /** The first day that may be a sitting's last: today, and tomorrow once today's 17:30 has passed. */
    LocalDate firstDay() {
        return calendar.firstOpenDay(clock.instant());
    }

    private void board(long sitting, Unit area, String number, String actor) {
        Appeal found =
                appeals.find(number).orElseThrow(() -> Refused.invalid("appeals", "没有编号为 %s 的诉求".formatted(number)));
        Appeal appeal = appeals.lock(found.id());
        levels.requireTakable("appeals", appeal, area);
        rows.board(sitting, appeal, TrainCase.Kind.of(appeal.requesterKind()));
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.BOARDED, actor, Step.NONE)
                .at(appeal.level(), appeal.levelUnit())
                .to(area.code()));
        appealProcess.pathOrdered(appeal, DirectTrainModel.PATH);
    }

    /** @return routing facts: who answers, and until when */
    @Transactional
    Map<String, Object> boarded(long appealId, String processInstanceId, Step step) {
        TrainCase boarded = rows.of(appealId);
        Map<String, Object> facts =
                new HashMap<>(levels.aside(appealId, boarded.areaCode(), true, processInstanceId, step));
        facts.put(DirectTrainModel.SITTING_DUE_AT, Date.from(boarded.sittingDueAt()));
        notices.notifyUnit(appeals.get(appealId), boarded.areaCode(), Notice.TRAIN_BOARDED, Map.of());
        return facts;
    }

    /** Answered and settled on the spot. */
    @Transactional
    void settled(long appealId, String answer, String actor, Step step) {
        TrainCase boarded = rows.of(appealId);
        rows.answered(boarded.id(), TrainCase.State.DONE, answer, boarded.areaCode(), clock.instant(), clock.instant());
        resolve(appealId, answer, boarded.areaCode(), actor, step);
    }

    /** Answered on the spot: this unit owns it, by the end of this day. @return routing facts */
    @Transactional
    Map<String, Object> promised(long appealId, String answer, String owner, LocalDate day, String actor, Step step) {
        TrainCase boarded = rows.of(appealId);
        Unit unit = directory.require(owner);
        if (!unit.isAtOrBelow(directory.require(boarded.areaCode()))) {
            throw Refused.invalid("targetUnit", "责任单位应在本区域范围内");
        }
        Instant due = calendar.endOf(day);
        rows.answered(boarded.id(), TrainCase.State.PROMISED, answer, owner, due, clock.instant());
        levels.promised(appealId, due);
        timeline.write(TimelineEntry.of(appealId, TimelineKind.ANSWERED_ON_THE_SPOT, actor, step)
                .at(Level.JOINT, boarded.areaCode())
                .to(owner)
                .due(due)
                .note(answer));
        notices.notifyUnit(appeals.get(appealId), owner, Notice.TRAIN_PROMISED, Map.of());
        return Map.of(DirectTrainModel.OWNER, owner, DirectTrainModel.PROMISED_AT, Date.from(due));
    }

    /** The owner has done what was promised. */
    @Transactional
    void kept(long appealId, String result, String actor, Step step) {
        TrainCase promised = rows.of(appealId);
        rows.kept(promised.id(), result, clock.instant());
        timeline.write(TimelineEntry.of(appealId, TimelineKind.PROMISE_KEPT, actor, step)
                .at(Level.JOINT, promised.ownerUnit())
                .note(result));
        resolve(appealId, promised.answer() + "\n" + result, promised.ownerUnit(), actor, step);
    }

    /** The appeal goes back to its level. @return that level */
    @Transactional
    Level goBack(long appealId, Step step) {
        TrainCase boarded = rows.of(appealId);
        rows.ended(boarded.id(), TrainCase.State.BACK);
        timeline.write(
                TimelineEntry.of(appealId, TimelineKind.HANDED_BACK, RULE, step).at(Level.JOINT, boarded.areaCode()));
        levels.leave(appealId, LeftBy.WENT_BACK, RULE, step);
        return boarded.formerLevel();
    }

    /** The appeal itself is over: withdrawn, or answered by its source. */
    @Transactional
    public void appealOver(long appealId) {
        rows.running(appealId).ifPresent(boarded -> rows.ended(boarded.id(), TrainCase.State.OVER));
    }

    /** The sittings of what the caller's unit answers for, the newest first. */
    @Transactional(readOnly = true)
    List<Sitting> sittings() {
        return rows.sittings(area(), MOST_SITTINGS);
    }

    /** @throws Refused 404 when there is none, or none that the caller's unit answers for */
    @Transactional(readOnly = true)
    Sitting sitting(String number) {
        return rows.sitting(number, area()).orElseThrow(() -> Refused.notFound("没有这一期直通车，或不在您的范围内"));
    }

    private String area() {
        Scope scope = access.scope();
        return scope.everything() ? "%" : scope.area();
    }

    private void resolve(long appealId, String answer, String unit, String actor, Step step) {
        appeals.resolved(appealId, new Resolution(answer, actor, unit, null, null, null), TimelineKind.RESOLVED, step);
        levels.leave(appealId, LeftBy.RESOLVED, actor, step);
    }

    private Officer leader(String id) {
        return directory
                .officer(id == null ? "" : id)
                .filter(officer -> officer.roles().contains(Role.LEADER))
                .orElseThrow(() -> Refused.invalid("leader", "直通车应由领导主持，请填写领导的工号"));
    }
}
