package org.minqing.level;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.DeadlineRule;
import org.minqing.deadline.DeadlineService;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.minqing.level.ExtensionOfPart.What;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Extensions: asked for before expiry, once per level, for at most the level's own span, counted the same way from the
 * old due time; the unit above decides, at the joint level the district's leader. A request does not stop the clock.
 */
@Service
public class ExtensionService implements TaskHandler {

    private static final String GRANT = "GRANT";
    private static final String REFUSE = "REFUSE";
    private static final String REASON = "reason";

    private final ExtensionRepository extensions;
    private final LevelService levels;
    private final LevelProcess process;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DeadlineService deadlines;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExtensionService(
            ExtensionRepository extensions,
            LevelService levels,
            LevelProcess process,
            AppealService appeals,
            Timeline timeline,
            DeadlineService deadlines,
            DirectoryService directory,
            NotificationService notices,
            ApplicationEventPublisher events,
            Clock clock) {
        this.extensions = extensions;
        this.levels = levels;
        this.process = process;
        this.appeals = appeals;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.directory = directory;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes a request down; {@link #send} puts it before the one who decides.
     *
     * @param amount hours, working days or calendar days, as the level's deadline counts
     * @throws Refused when it comes too late, a second time, or asks for more than the level's own span
     */
    @Transactional
    public void ask(long appealId, String reason, int amount, String actor, Step step) {
        Appeal appeal = appeals.lock(appealId);
        LevelStay stay = levels.current(appealId);
        Instant now = clock.instant();
        DeadlineRule rule = deadlines.rule(stay.level(), appeal.urgency());
        if (!now.isBefore(stay.dueAt())) {
            throw new Refused(Refused.Kind.EXPIRED, null, "延期须在到期前提出，本层级已到期");
        }
        if (extensions.ofStay(stay.id()).isPresent()) {
            throw Refused.conflict("同一层级只能申请一次延期");
        }
        if (amount < 1 || amount > rule.amount()) {
            throw Refused.invalid(
                    "extensionAmount",
                    "延期时长应在 1 到 %d %s之间".formatted(rule.amount(), rule.span().label()));
        }
        Instant newDue = deadlines.add(rule.span(), amount, stay.dueAt());
        extensions.insert(stay, reason, amount, actor, now, newDue);
        timeline.write(TimelineEntry.of(appealId, TimelineKind.EXTENSION_REQUESTED, actor, step)
                .at(stay.level(), stay.unitCode())
                .due(newDue)
                .note(reason));
    }

    /** Puts the request before the one who decides. */
    @Transactional
    public void send(long appealId) {
        LevelStay stay = levels.current(appealId);
        Appeal appeal = appeals.get(appealId);
        String decider = stay.level() == Level.JOINT
                ? stay.unitCode()
                : directory.above(directory.require(stay.unitCode())).code();
        extensions.carriedBy(stay.id(), process.extensionRequested(appeal, stay, decider));
        notices.notifyUnit(appeal, decider, Notice.EXTENSION_REQUESTED, Map.of());
    }

    /** Moves the clock to what was granted. */
    @Transactional
    public void grant(String processInstanceId, Step step) {
        ofLevel(processInstanceId, What.GRANTED, LevelService.RULE, step).ifPresent(request -> {
            LevelStay stay = levels.current(request.appealId());
            if (request.newDueAt().isAfter(stay.dueAt())) { // batches may have moved it further meanwhile
                levels.moveDue(stay, request.newDueAt());
                events.publishEvent(new CaseExtended(request.appealId(), stay.dueAt(), request.newDueAt()));
            }
            told(request, TimelineKind.EXTENSION_GRANTED, step);
        });
    }

    @Transactional
    public void refuse(String processInstanceId, Step step) {
        ofLevel(processInstanceId, What.REFUSED, LevelService.RULE, step)
                .ifPresent(request -> told(request, TimelineKind.EXTENSION_REFUSED, step));
    }

    /** The level is over before anybody decided. */
    @Transactional
    public void lapse(String processInstanceId, Step step) {
        ofLevel(processInstanceId, What.LAPSED, LevelService.RULE, step).ifPresent(request -> {
            extensions.decided(request.id(), Extension.State.LAPSED, LevelService.RULE, clock.instant());
            timeline.write(
                    TimelineEntry.of(request.appealId(), TimelineKind.EXTENSION_LAPSED, LevelService.RULE, step));
        });
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(TaskForm.of(
                LevelModel.DECIDE_EXTENSION,
                "延期应在原期限届满以前批准，逾期申请失效",
                Outcome.of(GRANT, "同意延期"),
                Outcome.of(REFUSE, "不同意延期", Field.text(REASON, "理由", 500))));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        boolean granted = answer.is(GRANT);
        ofLevel(task.processInstanceId(), granted ? What.APPROVED : What.DECLINED, actor, step)
                .ifPresent(request -> {
                    if (granted && !clock.instant().isBefore(request.oldDueAt())) {
                        throw new Refused(Refused.Kind.EXPIRED, null, "原期限已到，延期申请已失效，不能再同意");
                    }
                    extensions.decided(
                            request.id(),
                            granted ? Extension.State.GRANTED : Extension.State.REFUSED,
                            actor,
                            clock.instant());
                });
        return Map.of();
    }

    /** A level's request that this process carries; a department's is told to those who know it. */
    private Optional<Extension> ofLevel(String processInstanceId, What what, String actor, Step step) {
        Optional<Extension> request = extensions.ofProcess(processInstanceId);
        if (request.isEmpty()) {
            events.publishEvent(new ExtensionOfPart(processInstanceId, what, actor, step));
        }
        return request;
    }

    private void told(Extension request, TimelineKind kind, Step step) {
        LevelStay stay = levels.current(request.appealId());
        timeline.write(TimelineEntry.of(request.appealId(), kind, "rule:extension", step)
                .at(stay.level(), stay.unitCode())
                .due(stay.dueAt()));
        notices.notifyUnit(appeals.get(request.appealId()), stay.unitCode(), Notice.EXTENSION_DECIDED, Map.of());
    }
}
