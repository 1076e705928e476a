package org.minqing.level;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.Level;
import org.springframework.stereotype.Component;

/** Tells the engine what happened to a level's clock. */
@Component
class LevelProcess {

    private static final long URGENT = 1;

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    LevelProcess(RuntimeService runtime, TaskService tasks, ManagementService management) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
    }

    /** @return the id of the process instance that carries the request */
    String extensionRequested(Appeal appeal, LevelStay stay, String decider) {
        return runtime.startProcessInstanceByKey(
                        LevelModel.EXTENSION_PROCESS,
                        appeal.number(),
                        Map.of(
                                AppealModel.APPEAL_ID,
                                appeal.id(),
                                AppealModel.ABOVE,
                                decider,
                                AppealModel.DUE_AT,
                                Date.from(stay.dueAt())))
                .getProcessInstanceId();
    }

    void extensionLapsed(String extensionProcess) {
        runtime.createMessageCorrelation(LevelModel.MESSAGE_LEVEL_LEFT)
                .processInstanceId(extensionProcess)
                .correlate();
    }

    /** Moves the timers, the variables that a research's later timers read, and the open tasks that were due with it. */
    void dueMoved(LevelStay stay, Instant dueAt, Instant warnAt) {
        String process = stay.processInstanceId();
        if (stay.level() == Level.JOINT) {
            runtime.setVariables(
                    process, Map.of(AppealModel.DUE_AT, Date.from(dueAt), AppealModel.WARN_AT, Date.from(warnAt)));
        }
        LevelModel.DEADLINE_TIMERS.forEach(timer -> moveTimers(process, timer, dueAt));
        LevelModel.WARNING_TIMERS.forEach(timer -> moveTimers(process, timer, warnAt));
        tasks.createTaskQuery().processInstanceId(process).dueDate(Date.from(stay.dueAt())).list().stream()
                .map(Task::getId)
                .forEach(task -> setDue(task, dueAt));
    }

    /** The clock of a level that was overdue goes on: its rungs end, and it waits for the new time. */
    void overdueNoMore(LevelStay stay) {
        runtime.createMessageCorrelation(LevelModel.MESSAGE_CLOCK_MOVED)
                .processInstanceId(stay.processInstanceId())
                .correlateAll();
    }

    /** Hands the open review to the unit that {@code holder} names for its task. */
    void reviewGoesTo(String levelProcess, UnaryOperator<String> holder) {
        Task review = tasks.createTaskQuery()
                .processInstanceId(levelProcess)
                .taskDefinitionKey(LevelModel.REVIEW_PARKING)
                .singleResult();
        String unit = holder.apply(review.getId());
        for (IdentityLink link : tasks.getIdentityLinksForTask(review.getId())) {
            if (IdentityLinkType.CANDIDATE.equals(link.getType())) {
                tasks.deleteCandidateGroup(review.getId(), link.getGroupId());
            }
        }
        tasks.setAssignee(review.getId(), null);
        tasks.addCandidateGroup(review.getId(), unit);
    }

    void letDeadlineAct(String levelProcess) {
        Job timer = management
                .createJobQuery()
                .processInstanceId(levelProcess)
                .activityId(LevelModel.LEVEL_DEADLINE)
                .singleResult();
        management.executeJob(timer.getId());
    }

    /** Among timers of the same second this one acts first. */
    void actsFirst(String timer) {
        management.setJobPriority(timer, URGENT);
    }

    private void moveTimers(String process, String activity, Instant when) {
        management.createJobQuery().processInstanceId(process).activityId(activity).list().stream()
                .map(Job::getId)
                .forEach(job -> management.setJobDuedate(job, Date.from(when)));
    }

    private void setDue(String taskId, Instant dueAt) {
        tasks.setDueDate(taskId, Date.from(dueAt));
    }
}
