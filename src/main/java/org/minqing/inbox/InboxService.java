package org.minqing.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.TransactionMemo;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.minqing.security.EndedTasks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps one row per open task, in the engine's transaction. Every list and count of ours reads these rows. */
@Service
public class InboxService {

    private static final Duration ENDED_KEPT = Duration.ofDays(30);

    private final InboxRepository inbox;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final EndedTasks ended;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionMemo<String, Boolean> held = new TransactionMemo<>();

    InboxService(
            InboxRepository inbox,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            EndedTasks ended,
            Clock clock,
            ApplicationEventPublisher events) {
        this.ended = ended;
        this.events = events;
        this.inbox = inbox;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * A task has been created.
     *
     * @return the row; its unit is the one that holds the task, which is a dispatch desk where the unit that the model
     *     names has no staff
     */
    @Transactional
    public OpenTask opened(NewTask task) {
        Appeal appeal = appeals.get(task.appealId());
        return inbox.insert(task, appeal, holder(task.unitCode()), clock.instant());
    }

    /** The same for a task that is about no appeal. */
    @Transactional
    public OpenTask opened(NewTask task, Matter matter) {
        return inbox.insert(task, matter, holder(task.unitCode()), clock.instant());
    }

    /** A task has been claimed, handed over or given back. The first claim of a handler answers the requester. */
    @Transactional
    public void assigned(String taskId, String assignee, String actor, Step step) {
        Optional<OpenTask> before = inbox.find(taskId);
        if (before.isEmpty() || java.util.Objects.equals(before.get().assignee(), assignee)) {
            return;
        }
        OpenTask task = before.get();
        inbox.assign(taskId, assignee, clock.instant());
        if (task.appealId() == null) {
            return;
        }
        TimelineKind kind = assignee == null
                ? TimelineKind.RELEASED
                : assignee.equals(actor) ? TimelineKind.CLAIMED : TimelineKind.REASSIGNED;
        timeline.write(TimelineEntry.of(task.appealId(), kind, actor, step)
                .at(task.level(), task.unitCode())
                .outcome(assignee));
        if (assignee != null && !task.answered()) {
            appeals.responded(task.appealId());
        }
        if (kind == TimelineKind.CLAIMED) {
            seen(task);
        }
    }

    /** Somebody who may work on a task has looked at it. */
    @Transactional
    public void seen(OpenTask task) {
        if (task.partId() != null) {
            events.publishEvent(new TaskSeen(task));
        }
    }

    /**
     * An open task whose case is held until the transaction ends: of those who finish it at once, one does.
     *
     * @return empty for a task that the inbox does not know
     * @throws org.minqing.Refused 409 when it is over already; it says who ended it, when and why
     */
    @Transactional
    public Optional<OpenTask> lock(String taskId) {
        Optional<OpenTask> task = hold(taskId);
        if (task.isEmpty()) {
            ended.of(taskId, Refused.Kind.ENDED).ifPresent(refusal -> {
                throw refusal;
            });
        }
        return task;
    }

    /**
     * Holds the case of a task until the transaction ends, and reads the task as it is then. Once held, nobody else changes
     * either, so that who asks again is answered from what was read.
     */
    @Transactional
    public Optional<OpenTask> hold(String taskId) {
        held.get(taskId, () -> {
            appeals.lockOfTask(taskId);
            inbox.changed();
            return Optional.of(true);
        });
        return inbox.find(taskId);
    }

    /** A task is done. @param outcome the word on screens for how */
    @Transactional
    public void done(OpenTask task, String actor, String outcome) {
        inbox.end(task, "DONE", actor, outcome, clock.instant());
    }

    /** A task's way has been cut off; who still asks for it is told why. */
    @Transactional
    public void takenAway(String taskId, String actor) {
        inbox.find(taskId).ifPresent(task -> {
            if (task.appealId() == null) {
                inbox.end(task, "CUT_OFF", actor, "办理流程已结束", clock.instant());
                return;
            }
            Appeal appeal = appeals.get(task.appealId());
            Instant now = clock.instant();
            boolean expired = appeal.dueAt() != null && !now.isBefore(appeal.dueAt()) && task.level() != Level.JOINT;
            if (appeal.state() == AppealState.WITHDRAWN) {
                inbox.end(task, "WITHDRAWN", actor, "诉求已撤回", now);
            } else if (appeal.state() != AppealState.OPEN) {
                inbox.end(task, "REPLIED", actor, "诉求已答复", now);
            } else if (expired) {
                inbox.end(task, "DEADLINE", actor, "本层级的办理期限已到，诉求上报上一层级", now);
            } else {
                inbox.end(task, "CUT_OFF", actor, "办理流程已转入其他环节", now);
            }
        });
    }

    /** One of several tasks of a process instance is due at another time. @param ordinal which of them, from 0 */
    @Transactional
    public void dueMoved(String processInstanceId, int ordinal, Instant to) {
        inbox.moveDue(processInstanceId, ordinal, to);
    }

    /** The tasks of one process instance that were due at one time are due at another. */
    @Transactional
    public void dueMoved(String processInstanceId, Instant from, Instant to) {
        inbox.moveDue(processInstanceId, from, to);
    }

    /** A task goes to another unit, unclaimed. */
    @Transactional
    public Unit heldBy(String taskId, String unitCode) {
        Unit holder = holder(unitCode);
        inbox.hold(taskId, holder);
        return holder;
    }

    /**
     * A unit has lost its last officer: what it held goes to the dispatch desk.
     *
     * @return the new holder of each task
     */
    @Transactional
    public Map<String, Unit> unitUnstaffed(String unitCode) {
        Map<String, Unit> holders = new LinkedHashMap<>();
        for (OpenTask task : inbox.ofUnit(unitCode)) {
            Unit holder = heldBy(task.taskId(), unitCode);
            holders.put(task.taskId(), holder);
            if (task.appealId() == null) {
                continue;
            }
            timeline.write(TimelineEntry.of(task.appealId(), TimelineKind.REASSIGNED, "rule:unstaffed", Step.NONE)
                    .at(task.level(), unitCode)
                    .to(holder.code()));
        }
        return holders;
    }

    /** The place that an appeal is about is known better now. */
    @Transactional
    public void placed(long appealId, String placePath) {
        inbox.replace(appealId, placePath);
    }

    public Optional<OpenTask> find(String taskId) {
        return inbox.find(taskId);
    }

    /** An appeal's open tasks. */
    public List<OpenTask> ofAppeal(long appealId) {
        return inbox.ofAppeal(appealId);
    }

    /** A unit without staff may not stop a case: its tasks are the dispatch desk's, at the end the city's. */
    private Unit holder(String unitCode) {
        Unit unit = directory.require(unitCode);
        if (directory.hasOfficers(unitCode)) {
            return unit;
        }
        Unit desk = directory.dispatchDesk(unit);
        return directory.hasOfficers(desk.code()) ? desk : directory.dispatchDesk(directory.city());
    }

    /** How a task ended is kept for whoever still holds it in a list; later the timeline alone tells. */
    @Transactional
    public void forgetEnded() {
        inbox.forgetEnded(clock.instant().minus(ENDED_KEPT));
    }
}
