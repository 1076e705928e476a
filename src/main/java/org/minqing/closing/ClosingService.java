package org.minqing.closing;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealProcess;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Resolution;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directtrain.DirectTrainService;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.minqing.joint.JointService;
import org.minqing.leadercase.LeaderCaseService;
import org.minqing.level.LevelService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.minqing.samequestion.SameQuestionService;
import org.minqing.whistle.WhistleService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The end of a case: an answer from the source channel, a withdrawal, the call-back or the requester's own rating, and
 * what follows from it. Call-back is made by the dispatch desk within five working days, at most three times, by
 * somebody other than the handler; then the case closes as unrated.
 */
@Service
public class ClosingService implements TaskHandler {

    private static final int CALL_BACK_DAYS = 5;
    private static final int ATTEMPTS = 3;
    private static final int MAX_REPLY = 20_000;
    private static final String NO_ANSWER = "NO_ANSWER";
    private static final String COMMENT = "comment";

    private final AppealService appeals;
    private final AppealProcess appealProcess;
    private final ClosingProcess process;
    private final LevelService levels;
    private final JointService joint;
    private final WhistleService whistles;
    private final SameQuestionService sameQuestions;
    private final DirectTrainService directTrains;
    private final LeaderCaseService leaderCases;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final Clock clock;

    ClosingService(
            AppealService appeals,
            AppealProcess appealProcess,
            ClosingProcess process,
            LevelService levels,
            JointService joint,
            WhistleService whistles,
            SameQuestionService sameQuestions,
            DirectTrainService directTrains,
            LeaderCaseService leaderCases,
            Timeline timeline,
            DirectoryService directory,
            WorkingCalendar calendar,
            NotificationService notices,
            Clock clock) {
        this.appeals = appeals;
        this.appealProcess = appealProcess;
        this.process = process;
        this.levels = levels;
        this.joint = joint;
        this.whistles = whistles;
        this.sameQuestions = sameQuestions;
        this.directTrains = directTrains;
        this.leaderCases = leaderCases;
        this.timeline = timeline;
        this.directory = directory;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * The source channel has answered the requester: that resolves the appeal wherever it stands. A deadline that has
     * passed already acts first, also when its timer has not fired yet.
     *
     * @param actor officer id, or {@code source:<channel>}
     * @throws Refused when the appeal is answered or over already, or the text is missing
     */
    @Transactional
    public void sourceReplied(String number, String text, String actor) {
        if (text == null || text.isBlank()) {
            throw Refused.invalid("text", "答复内容不能为空");
        }
        if (text.length() > MAX_REPLY) {
            throw Refused.invalid("text", "答复内容不能超过 %d 个字，现有 %d 个字".formatted(MAX_REPLY, text.length()));
        }
        Appeal appeal = appeals.lock(appeals.get(number).id());
        if (appeal.state() != AppealState.OPEN) {
            throw Refused.conflict("这件诉求%s，不能再答复".formatted(appeal.state().label()));
        }
        levels.letDeadlineAct(appeal.id());
        leavePath(appeal, actor);
        joint.endEarly(appeal.id(), actor, Step.NONE)
                .forEach(unit -> notices.notifyUnit(appeal, unit, Notice.SOURCE_REPLIED, Map.of()));
        Appeal now = appeals.get(appeal.id());
        Resolution resolution = new Resolution(text.strip(), actor, now.levelUnit(), null, null, null);
        appeals.resolved(appeal.id(), resolution, TimelineKind.SOURCE_REPLIED, Step.NONE);
        levels.leave(appeal.id(), LeftBy.RESOLVED, actor, Step.NONE);
        notices.notifyUnit(appeal, now.levelUnit(), Notice.SOURCE_REPLIED, Map.of());
        appealProcess.sourceReplied(appeal);
    }

    /** Paths of their own stand at the joint level. */
    private void leavePath(Appeal appeal, String actor) {
        if (appeal.level() == Level.JOINT) {
            sameQuestions.appealOver(appeal.id(), actor);
            directTrains.appealOver(appeal.id());
            leaderCases.appealOver(appeal.id());
        }
    }

    /**
     * The requester takes the appeal back, at any moment before it is over.
     *
     * @throws Refused when it is over already
     */
    @Transactional
    public void withdraw(String number, String reason, String actor) {
        if (reason != null && reason.length() > 500) {
            throw Refused.invalid("reason", "撤回理由不能超过 500 个字");
        }
        Appeal appeal = appeals.lock(appeals.get(number).id());
        if (appeal.state() != AppealState.OPEN && appeal.state() != AppealState.CLOSING) {
            throw Refused.conflict("这件诉求%s，不能再撤回".formatted(appeal.state().label()));
        }
        joint.endEarly(appeal.id(), actor, Step.NONE)
                .forEach(unit -> notices.notifyUnit(appeal, unit, Notice.WITHDRAWN, Map.of()));
        whistles.appealOver(appeal.id(), true, Step.NONE);
        leavePath(appeal, actor);
        levels.find(appeal.id()).ifPresent(stay -> levels.leave(appeal.id(), LeftBy.WITHDRAWN, actor, Step.NONE));
        appeals.withdrawn(appeal.id(), actor, reason, Step.NONE);
        appealProcess.withdrawn(appeal);
    }

    /**
     * The requester's own rating.
     *
     * @throws Refused unless the appeal waits for one
     */
    @Transactional
    public void rate(String number, Rating rating, String comment, String actor) {
        if (rating == null || rating == Rating.UNRATED) {
            throw Refused.invalid("rating", "评价应为 SATISFIED（满意）或 UNSATISFIED（不满意）");
        }
        if (comment != null && comment.length() > 1000) {
            throw Refused.invalid(COMMENT, "意见不能超过 1000 个字");
        }
        Appeal appeal = appeals.lock(appeals.get(number).id());
        if (appeal.state() != AppealState.CLOSING) {
            throw Refused.conflict("这件诉求%s，现在不能评价".formatted(appeal.state().label()));
        }
        appeals.rated(appeal.id(), rating, comment, actor, Step.NONE);
        process.rated(appeal, rating);
    }

    /** @return routing facts: the desk that calls back, and by when */
    @Transactional
    public Map<String, Object> requestRating(long appealId) {
        Appeal appeal = appeals.get(appealId);
        String desk = desk(appeal);
        Instant due = calendar.workingDaysAfter(clock.instant(), CALL_BACK_DAYS);
        notices.notifyUnit(appeal, desk, Notice.CALLBACK_DUE, Map.of());
        return Map.of(AppealModel.DESK, desk, AppealModel.DUE_AT, Date.from(due));
    }

    /** Nobody could be reached, three times or until the time was over. */
    @Transactional
    public void unrated(long appealId, Step step) {
        appeals.rated(appealId, Rating.UNRATED, null, "rule:closing", step);
    }

    @Transactional
    public void close(long appealId, Step step) {
        appeals.closed(appealId, step);
    }

    /** @return the level at which the case goes on: one above the one that resolved it */
    @Transactional
    public Level reopen(long appealId, Step step) {
        Appeal appeal = appeals.get(appealId);
        Level next = appeal.resolvedLevel().next();
        appeals.reopened(appealId, next, step);
        notices.notifyUnit(appeal, appeal.resolvedUnit(), Notice.REOPENED, Map.of());
        return next;
    }

    /** Tells the unit that was at it that the requester has taken the appeal back. */
    @Transactional
    public void tellWithdrawn(long appealId) {
        Appeal appeal = appeals.get(appealId);
        notices.notifyUnit(appeal, appeal.levelUnit(), Notice.WITHDRAWN, Map.of());
    }

    @Override
    public List<TaskForm> forms() {
        Field comment = Field.text(COMMENT, "诉求人意见", 1000);
        return List.of(TaskForm.of(
                ClosingModel.CALL_BACK,
                "答复后 %d 个工作日内回访，最多 %d 次，未联系上按未评价归档".formatted(CALL_BACK_DAYS, ATTEMPTS),
                Outcome.of(Rating.SATISFIED.name(), "满意", comment.optional()),
                Outcome.of(Rating.UNSATISFIED.name(), "不满意", comment),
                Outcome.of(NO_ANSWER, "未联系上")));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        Appeal appeal = appeals.get(task.appealId());
        if (actor.equals(appeal.resolvedBy())) {
            throw Refused.forbidden("回访应由承办人以外的人员进行");
        }
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.CALLED_BACK, actor, step)
                .outcome(answer.outcome()));
        if (answer.is(NO_ANSWER)) {
            appeals.callbackTried(appeal.id());
            return Map.of(
                    ClosingModel.LAST_ATTEMPT,
                    appeal.callbackAttempts() + 1 >= ATTEMPTS,
                    AppealModel.DESK,
                    desk(appeal),
                    AppealModel.DUE_AT,
                    Date.from(task.dueAt()));
        }
        appeals.rated(appeal.id(), Rating.valueOf(answer.outcome()), answer.text(COMMENT), actor, step);
        return Map.of();
    }

    private String desk(Appeal appeal) {
        return directory.dispatchDesk(directory.require(appeal.placeUnit())).code();
    }
}
