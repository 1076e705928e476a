package org.minqing.joint;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
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
import org.minqing.level.LevelModel;
import org.springframework.stereotype.Component;

/** Tells the engine what happened to a joint research and to its departments' parts. */
@Component
class JointProcess {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    JointProcess(RuntimeService runtime, TaskService tasks, ManagementService management) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
    }

    /** @return the id of the process instance that carries the part */
    String partAssigned(Appeal appeal, Part part) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(AppealModel.APPEAL_ID, appeal.id());
        facts.put(AppealModel.PART_ID, part.id());
        facts.put(AppealModel.UNIT, part.unitCode());
        facts.put(JointModel.PLAN_ADOPTED, false);
        return runtime.startProcessInstanceByKey(JointModel.PART_PROCESS, appeal.number(), facts)
                .getProcessInstanceId();
    }

    /** Lets the research go on, or wait for one department more. */
    void allOpinionsIn(Research research, boolean in) {
        runtime.setVariable(research.processInstanceId(), JointModel.ALL_OPINIONS_IN, in);
    }

    void allMeasuresDone(Research research) {
        runtime.setVariable(research.processInstanceId(), JointModel.ALL_MEASURES_DONE, true);
    }

    void planAdopted(Part part) {
        runtime.setVariable(part.processInstanceId(), JointModel.PLAN_ADOPTED, true);
    }

    /** Another unit leads; an open survey goes to the unit that {@code holder} names for its task. */
    void ledBy(Research research, String unitCode, UnaryOperator<String> holder) {
        runtime.setVariable(research.processInstanceId(), JointModel.LEAD, unitCode);
        tasks.createTaskQuery()
                .processInstanceId(research.processInstanceId())
                .taskDefinitionKey(JointModel.SURVEY)
                .list()
                .forEach(survey -> handOver(survey, holder.apply(survey.getId())));
    }

    /** @return the id of the process instance that carries the request */
    String extensionRequested(Appeal appeal, String decider, Instant dueAt) {
        return runtime.startProcessInstanceByKey(
                        LevelModel.EXTENSION_PROCESS,
                        appeal.number(),
                        Map.of(
                                AppealModel.APPEAL_ID,
                                appeal.id(),
                                AppealModel.ABOVE,
                                decider,
                                AppealModel.DUE_AT,
                                Date.from(dueAt)))
                .getProcessInstanceId();
    }

    void extensionLapsed(PartExtension request) {
        runtime.createMessageCorrelation(LevelModel.MESSAGE_LEVEL_LEFT)
                .processInstanceId(request.processInstanceId())
                .correlate();
    }

    void opinionDueMoved(Part part, Instant dueAt) {
        Date due = Date.from(dueAt);
        runtime.setVariable(part.processInstanceId(), AppealModel.DUE_AT, due);
        jobs(part, JointModel.OPINION_OVERDUE).forEach(job -> management.setJobDuedate(job.getId(), due));
        open(part, JointModel.GIVE_OPINION).forEach(task -> tasks.setDueDate(task.getId(), due));
    }

    /** Moves what runs of one measure; nothing where it has not begun. */
    void measureDueMoved(Part part, long measureId, Instant dueAt) {
        Date due = Date.from(dueAt);
        for (Job job : jobs(part, JointModel.MEASURE_OVERDUE)) {
            if (isOf(measureId, job.getExecutionId())) {
                management.setJobDuedate(job.getId(), due);
            }
        }
        for (Task task : open(part, JointModel.CARRY_OUT_MEASURE)) {
            if (isOf(measureId, task.getExecutionId())) {
                runtime.setVariable(task.getExecutionId(), JointModel.MEASURE_DUE_AT, due);
                tasks.setDueDate(task.getId(), due);
            }
        }
    }

    private boolean isOf(long measureId, String execution) {
        return Long.valueOf(measureId).equals(runtime.getVariable(execution, JointModel.MEASURE_ID));
    }

    private List<Job> jobs(Part part, String activity) {
        return management
                .createJobQuery()
                .processInstanceId(part.processInstanceId())
                .activityId(activity)
                .list();
    }

    private List<Task> open(Part part, String key) {
        return tasks.createTaskQuery()
                .processInstanceId(part.processInstanceId())
                .taskDefinitionKey(key)
                .list();
    }

    void partEnded(Part part) {
        runtime.deleteProcessInstance(part.processInstanceId(), "组团调研提前结束", false, true);
    }

    private void handOver(Task task, String unitCode) {
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (IdentityLinkType.CANDIDATE.equals(link.getType())) {
                tasks.deleteCandidateGroup(task.getId(), link.getGroupId());
            }
        }
        tasks.setAssignee(task.getId(), null);
        tasks.addCandidateGroup(task.getId(), unitCode);
    }
}
