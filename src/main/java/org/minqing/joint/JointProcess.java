package org.minqing.joint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** Tells the engine what happened to a joint research and to its departments' parts. */
@Component
class JointProcess {

    private final RuntimeService runtime;
    private final TaskService tasks;

    JointProcess(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
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
