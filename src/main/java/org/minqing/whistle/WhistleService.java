package org.minqing.whistle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
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
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A street calls departments to the spot (吹哨报到): its first responsible person signs, they must be there within 30
 * minutes ({@code IMMEDIATE}) or 48 hours, and answer there. The level's own clock goes on meanwhile.
 */
@Service
public class WhistleService {

    private static final String RULE = "rule:whistle";
    private static final int SIGN_DAYS = 1;
    private static final int ANSWER_DAYS = 3;
    private static final Duration ANSWER_AT_ONCE = Duration.ofHours(24);

    private final WhistleRepository whistles;
    private final WhistleProcess process;
    private final WhistleTimes times;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final Clock clock;

    WhistleService(
            WhistleRepository whistles,
            WhistleProcess process,
            WhistleTimes times,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            WorkingCalendar calendar,
            NotificationService notices,
            Clock clock) {
        this.whistles = whistles;
        this.process = process;
        this.times = times;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Somebody of the street asks for a whistle; where he is its first responsible person, he has signed.
     *
     * @throws Refused when the appeal is not at a street, a whistle is blown already, or a unit is no department there
     */
    @Transactional
    public void ask(Appeal appeal, List<String> departments, String reason, String actor, Step step) {
        Unit street = directory.require(appeal.levelUnit());
        if (street.level() != UnitLevel.STREET) {
            throw Refused.conflict("只有街道可以吹哨");
        }
        if (whistles.open(appeal.id()).isPresent()) {
            throw Refused.conflict("这件诉求已经吹哨，尚未结束");
        }
        departments.forEach(code -> requireDepartment(street, directory.require(code)));
        whistles.insert(appeal.id(), street.code(), departments, reason, actor, clock.instant());
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.WHISTLE_ASKED, actor, step)
                .at(Level.STREET, street.code())
                .note(reason));
        if (!maySign(street, actor)) {
            notices.notifyUnit(appeal, street.code(), Notice.WHISTLE_TO_SIGN, Map.of());
        }
        process.whistleBlown(appeal);
    }

    /** @return routing facts: who signs, and by when */
    @Transactional
    Map<String, Object> open(long appealId, Step step) {
        Whistle whistle = whistles.open(appealId).orElseThrow();
        Unit street = directory.require(whistle.streetCode());
        boolean signed = maySign(street, whistle.askedBy());
        if (signed) {
            sign(whistle, whistle.askedBy(), step);
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put(WhistleModel.WHISTLE_ID, whistle.id());
        facts.put(WhistleModel.STREET, street.code());
        facts.put(WhistleModel.SIGNED, signed);
        facts.put(WhistleModel.SIGN_DUE_AT, Date.from(signDue(appeals.get(appealId))));
        return facts;
    }

    /** By which rule a whistle is to be signed. */
    static String signRule() {
        return "吹哨应在 %d 个工作日内签发，立刻办的诉求从速".formatted(SIGN_DAYS);
    }

    /** By which rule a department is to answer. */
    static String answerRule() {
        return "到场时限后 %d 个工作日内（立刻办 %d 小时）提出处置意见".formatted(ANSWER_DAYS, ANSWER_AT_ONCE.toHours());
    }

    /** @throws Refused unless the actor is the street's first responsible person, or stands in for him */
    @Transactional
    void sign(Whistle whistle, String actor, Step step) {
        Unit street = directory.require(whistle.streetCode());
        if (!maySign(street, actor)) {
            throw Refused.forbidden("吹哨须由%s第一责任人签发".formatted(street.name()));
        }
        boolean atOnce = appeals.get(whistle.appealId()).urgency() == UrgencyClass.IMMEDIATE;
        Instant now = clock.instant();
        Instant arrival = now.plus(atOnce ? times.immediate() : times.otherwise());
        Instant answer = atOnce ? arrival.plus(ANSWER_AT_ONCE) : calendar.workingDaysAfter(arrival, ANSWER_DAYS);
        whistles.signed(whistle.id(), actor, now, arrival, answer);
        write(whistle, TimelineKind.WHISTLE_SIGNED, whistle.streetCode(), actor, step, null, arrival);
    }

    /** @throws Refused unless the actor could sign */
    @Transactional
    void decline(Whistle whistle, String reason, String actor, Step step) {
        if (!maySign(directory.require(whistle.streetCode()), actor)) {
            throw Refused.forbidden("是否吹哨须由街道第一责任人决定");
        }
        whistles.declined(whistle.id(), reason);
        whistles.over(whistle.id(), clock.instant());
        write(whistle, TimelineKind.WHISTLE_DECLINED, whistle.streetCode(), actor, step, reason, null);
    }

    /** The street is told once more, and the unit above it. */
    @Transactional
    void signOverdue(long whistleId, Instant dueAt, Step step) {
        Whistle whistle = whistles.get(whistleId);
        Appeal appeal = appeals.get(whistle.appealId());
        Unit street = directory.require(whistle.streetCode());
        write(whistle, TimelineKind.SIGN_OVERDUE, street.code(), RULE, step, null, dueAt);
        notices.notifyUnit(appeal, street.code(), Notice.WHISTLE_TO_SIGN, Map.of());
        notices.notifyUnit(appeal, directory.above(street).code(), Notice.WHISTLE_TO_SIGN, Map.of());
    }

    /** Every department is told where it has to be, and by when. @return routing facts */
    @Transactional
    Map<String, Object> callDepartments(long whistleId) {
        Whistle whistle = whistles.get(whistleId);
        Appeal appeal = appeals.get(whistle.appealId());
        for (String unit : whistle.units()) {
            whistles.call(whistle, unit, clock.instant(), whistle.arrivalDueAt());
            notices.notifyUnit(
                    appeal,
                    unit,
                    Notice.WHISTLE_BLOWN,
                    Map.of(
                            "from", directory.require(whistle.streetCode()).name(),
                            "due", NotificationService.time(whistle.arrivalDueAt())));
        }
        return Map.of(
                WhistleModel.DEPARTMENTS, whistle.units().size(),
                WhistleModel.ARRIVAL_DUE_AT, Date.from(whistle.arrivalDueAt()),
                WhistleModel.ANSWER_DUE_AT, Date.from(whistle.answerDueAt()));
    }

    Call call(long whistleId, int ordinal) {
        return whistles.calls(whistleId).get(ordinal);
    }

    /** Nobody is called any more. */
    @Transactional
    void over(long whistleId, Step step) {
        Whistle whistle = whistles.get(whistleId);
        whistles.over(whistleId, clock.instant());
        write(whistle, TimelineKind.WHISTLE_OVER, whistle.streetCode(), RULE, step, null, null);
    }

    /**
     * The appeal is answered or taken back: whoever has not answered yet need not come. What was answered may still be
     * rated, unless the appeal was taken back.
     */
    @Transactional
    public void appealOver(long appealId, boolean withdrawn, Step step) {
        whistles.open(appealId).ifPresent(whistle -> {
            for (Call call : whistles.calls(whistle.id())) {
                boolean open = call.state() == Call.State.NOTIFIED || call.state() == Call.State.ON_SITE;
                if (open || withdrawn && call.state() == Call.State.OPINION) {
                    whistles.ended(call.id(), clock.instant());
                    write(whistle, TimelineKind.PART_ENDED, call.unitCode(), RULE, step, null, null);
                }
            }
            if (withdrawn) {
                over(whistle.id(), step);
            } else {
                process.whistleOver(appeals.get(appealId));
            }
        });
    }

    private boolean maySign(Unit street, String officerId) {
        return directory.officers(street.code()).stream()
                        .anyMatch(one -> one.firstResponsible() && one.id().equals(officerId))
                || directory.recipients(street).stream()
                        .anyMatch(one -> one.id().equals(officerId));
    }

    private void requireDepartment(Unit street, Unit unit) {
        boolean fits = unit.level() == UnitLevel.DEPARTMENT && street.isAtOrBelow(directory.above(unit));
        if (!fits) {
            throw Refused.invalid("departments", "%s不是%s所在区的职能部门".formatted(unit.name(), street.name()));
        }
    }

    private Instant signDue(Appeal appeal) {
        return appeal.urgency() == UrgencyClass.IMMEDIATE
                ? clock.instant().plus(times.immediate())
                : calendar.workingDaysAfter(clock.instant(), SIGN_DAYS);
    }

    void write(Whistle whistle, TimelineKind kind, String unit, String actor, Step step, String note, Instant dueAt) {
        timeline.write(TimelineEntry.of(whistle.appealId(), kind, actor, step)
                .at(Level.STREET, unit)
                .due(dueAt)
                .note(note));
    }
}
