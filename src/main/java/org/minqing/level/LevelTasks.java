package org.minqing.level;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Resolution;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.DeadlineService;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.Field.Type;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.whistle.WhistleService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The answers to the tasks of one level: dispatch, handle, decide on a return, approve and review parking. */
@Component
class LevelTasks implements TaskHandler {

    static final String RESOLVE = "RESOLVE";
    static final String ESCALATE = "ESCALATE";
    static final String RETURN = "RETURN";
    static final String PARK = "PARK";
    static final String EXTEND = "EXTEND";
    static final String DISPATCH = "DISPATCH";
    static final String CONFIRM = "CONFIRM";
    static final String APPROVE = "APPROVE";
    static final String REFUSE = "REFUSE";
    static final String RESUME = "RESUME";
    static final String KEEP = "KEEP";

    static final String WHISTLE = "WHISTLE";
    static final String JOIN = "JOIN";
    /** What a handler asks for, and then has his task again. */
    private static final Set<String> COMES_BACK = Set.of(RETURN, PARK, EXTEND, WHISTLE);

    private static final int RETURNS = 2;
    private static final Field REASON = Field.text("reason", "理由", 500);
    private static final Field TARGET = Field.of("targetUnit", "承办单位代码", Type.UNIT);
    private static final Field REVIEW_DAY = Field.of("reviewDay", "复核日期", Type.FUTURE_DAY);
    private static final Outcome RESOLVED = Outcome.of(
            RESOLVE,
            "办结",
            Field.text("reply", "答复内容", 5000),
            Field.of("households", "受益户数", Type.COUNT).optional(),
            Field.of("people", "受益人数", Type.COUNT).optional(),
            Field.of("money", "涉及金额（元）", Type.MONEY).optional());
    private static final Outcome ESCALATED = Outcome.of(ESCALATE, "上报", REASON);
    private static final Outcome JOINED = Outcome.of(JOIN, "并入同题调研", Field.text("sameAs", "同题诉求编号", 40), REASON);

    private final LevelService levels;
    private final LevelStayRepository stays;
    private final ExtensionService extensions;
    private final WhistleService whistles;
    private final ApplicationEventPublisher events;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final DeadlineService deadlines;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final Clock clock;

    LevelTasks(
            LevelService levels,
            LevelStayRepository stays,
            ExtensionService extensions,
            WhistleService whistles,
            ApplicationEventPublisher events,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            DeadlineService deadlines,
            WorkingCalendar calendar,
            NotificationService notices,
            Clock clock) {
        this.levels = levels;
        this.stays = stays;
        this.extensions = extensions;
        this.whistles = whistles;
        this.events = events;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(
                TaskForm.withinLevel(
                        LevelModel.DISPATCH,
                        "期限自进入本层级起算，派单不改变期限",
                        Outcome.of(DISPATCH, "派单", TARGET),
                        RESOLVED,
                        ESCALATED,
                        JOINED),
                TaskForm.withinLevel(
                        LevelModel.HANDLE,
                        "到期未办结即上报上一层级",
                        RESOLVED,
                        ESCALATED,
                        Outcome.of(RETURN, "退单", REASON),
                        Outcome.of(PARK, "挂账", Field.text("condition", "恢复办理的条件", 1000), REVIEW_DAY),
                        Outcome.of(EXTEND, "申请延期", REASON, Field.of("extensionAmount", "延期时长", Type.COUNT)),
                        Outcome.of(WHISTLE, "吹哨（限街道）", Field.of("departments", "到场部门代码", Type.UNITS), REASON),
                        JOINED),
                TaskForm.withinLevel(
                        LevelModel.DECIDE_RETURN,
                        "退单不停表，应在本层级期限内裁定",
                        Outcome.of(CONFIRM, "同意退单并改派", TARGET),
                        Outcome.of(REFUSE, "不同意退单", REASON)),
                TaskForm.withinLevel(
                        LevelModel.APPROVE_PARKING,
                        "批准以前不停表，应在本层级期限内审批",
                        Outcome.of(APPROVE, "同意挂账"),
                        Outcome.of(REFUSE, "不同意挂账", REASON)),
                TaskForm.of(
                        LevelModel.REVIEW_PARKING,
                        "申请挂账时约定的复核日期",
                        Outcome.of(RESUME, "恢复办理"),
                        Outcome.of(KEEP, "继续挂账", REASON, REVIEW_DAY)));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        LevelStay stay = levels.current(task.appealId());
        Map<String, Object> facts = levels.facts(stay);
        switch (answer.outcome()) {
            case RESOLVE -> resolve(stay, answer, actor, step);
            case ESCALATE -> escalate(stay, answer, actor, step);
            case DISPATCH -> dispatch(stay, answer);
            case RETURN -> facts.put(AppealModel.JUDGE, askReturn(stay, answer, actor, step));
            case EXTEND ->
                extensions.ask(task.appealId(), answer.text("reason"), answer.count("extensionAmount"), actor, step);
            case JOIN ->
                events.publishEvent(
                        new JoinAsked(task.appealId(), answer.text("sameAs"), answer.text("reason"), actor, step));
            case WHISTLE ->
                whistles.ask(
                        appeals.get(task.appealId()), answer.units("departments"), answer.text("reason"), actor, step);
            case PARK -> askParking(stay, answer, actor, step);
            case CONFIRM -> confirmReturn(task, stay, answer, actor, step);
            case REFUSE -> refuse(task, stay, answer, actor, step);
            case APPROVE -> facts.put(AppealModel.REVIEW_AT, park(stay, actor, step));
            case KEEP -> facts.put(AppealModel.REVIEW_AT, keepParked(stay, answer, actor, step));
            default -> {
                // RESUME: the model's next step lets the clock go on
            }
        }
        if (task.taskKey().equals(LevelModel.HANDLE) && COMES_BACK.contains(answer.outcome())) {
            facts.put(AppealModel.HANDLER, task.assignee());
        }
        facts.put(AppealModel.OUTCOME, answer.outcome());
        return facts;
    }

    private void resolve(LevelStay stay, Answer answer, String actor, Step step) {
        Resolution resolution = new Resolution(
                answer.text("reply"),
                actor,
                stay.unitCode(),
                answer.count("households"),
                answer.count("people"),
                answer.money("money"));
        appeals.resolved(stay.appealId(), resolution, TimelineKind.RESOLVED, step);
        levels.leave(stay.appealId(), LeftBy.RESOLVED, actor, step);
    }

    private void escalate(LevelStay stay, Answer answer, String actor, Step step) {
        write(stay, TimelineKind.ESCALATED, actor, step, answer.text("reason"));
        levels.leave(stay.appealId(), LeftBy.ESCALATED, actor, step);
    }

    private void dispatch(LevelStay stay, Answer answer) {
        stays.sendTo(stay.id(), target(stay, answer).code());
    }

    /** A return needs a reason within one working day of entering the level; the second one is adjudicated and final. */
    private String askReturn(LevelStay stay, Answer answer, String actor, Step step) {
        Appeal appeal = appeals.get(stay.appealId());
        if (!clock.instant().isBefore(calendar.workingDaysAfter(stay.enteredAt(), 1))) {
            throw Refused.conflict("退单须在进入本层级后一个工作日内提出，现已超过");
        }
        if (appeal.returnCount() >= RETURNS) {
            throw Refused.conflict("这件诉求的退单已经裁定，不能再退单");
        }
        appeals.returned(stay.appealId());
        write(stay, TimelineKind.RETURN_REQUESTED, actor, step, answer.text("reason"));
        Unit unit = directory.require(stay.unitCode());
        Unit judge = appeal.returnCount() == 0 ? directory.dispatchDesk(unit) : directory.district(unit);
        notices.notifyUnit(appeal, judge.code(), Notice.RETURN_REQUESTED, Map.of());
        return judge.code();
    }

    private void confirmReturn(OpenTask task, LevelStay stay, Answer answer, String actor, Step step) {
        Unit target = target(stay, answer);
        stays.sendTo(stay.id(), target.code());
        boolean second = appeals.get(stay.appealId()).returnCount() == RETURNS;
        TimelineKind kind = second ? TimelineKind.RETURN_ADJUDICATED : TimelineKind.RETURN_CONFIRMED;
        timeline.write(TimelineEntry.of(task.appealId(), kind, actor, step)
                .at(stay.level(), stay.unitCode())
                .to(target.code())
                .outcome(CONFIRM));
    }

    private void refuse(OpenTask task, LevelStay stay, Answer answer, String actor, Step step) {
        boolean ofReturn = task.taskKey().equals(LevelModel.DECIDE_RETURN);
        write(
                stay,
                ofReturn ? TimelineKind.RETURN_REFUSED : TimelineKind.PARK_REFUSED,
                actor,
                step,
                answer.text("reason"));
        notices.notifyUnit(
                appeals.get(stay.appealId()),
                stay.unitCode(),
                ofReturn ? Notice.RETURN_DECIDED : Notice.PARK_DECIDED,
                Map.of());
    }

    private void askParking(LevelStay stay, Answer answer, String actor, Step step) {
        stays.parkAsked(stay.id(), answer.text("condition"), calendar.endOf(answer.day("reviewDay")));
        write(stay, TimelineKind.PARK_REQUESTED, actor, step, answer.text("condition"));
        String above = directory.above(directory.require(stay.unitCode())).code();
        notices.notifyUnit(appeals.get(stay.appealId()), above, Notice.PARK_REQUESTED, Map.of());
    }

    private Date park(LevelStay stay, String actor, Step step) {
        Appeal appeal = appeals.get(stay.appealId());
        Instant now = clock.instant();
        stays.parked(
                stay.id(),
                now,
                deadlines.remaining(
                        deadlines.rule(stay.level(), appeal.urgency()).span(), now, stay.dueAt()));
        appeals.dueMoved(stay.appealId(), null);
        write(stay, TimelineKind.PARKED, actor, step, null);
        notices.notifyUnit(appeal, stay.unitCode(), Notice.PARK_DECIDED, Map.of());
        return Date.from(stay.parkReviewAt());
    }

    private Date keepParked(LevelStay stay, Answer answer, String actor, Step step) {
        Instant review = calendar.endOf(answer.day("reviewDay"));
        stays.reviewMoved(stay.id(), review);
        write(stay, TimelineKind.PARK_KEPT, actor, step, answer.text("reason"));
        return Date.from(review);
    }

    /** Where a case may be sent: to a unit that handles cases, in the area of the desk or the judge. */
    private Unit target(LevelStay stay, Answer answer) {
        Unit from = directory.require(stay.unitCode());
        Unit area = from.level() == UnitLevel.DISPATCH ? directory.above(from) : directory.district(from);
        Unit target = directory.require(answer.text("targetUnit"));
        boolean handles = target.level() != UnitLevel.CITY && target.level() != UnitLevel.DISTRICT;
        if (!handles || !target.isAtOrBelow(area) || target.code().equals(from.code())) {
            throw Refused.invalid("targetUnit", "承办单位应为%s范围内的其他网格、社区、街道、部门或派单中心".formatted(area.name()));
        }
        return target;
    }

    private void write(LevelStay stay, TimelineKind kind, String actor, Step step, String note) {
        timeline.write(TimelineEntry.of(stay.appealId(), kind, actor, step)
                .at(stay.level(), stay.unitCode())
                .note(note));
    }
}
