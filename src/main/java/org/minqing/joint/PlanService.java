package org.minqing.joint;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.engine.Step;
import org.minqing.inbox.OpenTask;
import org.minqing.notification.Notice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The plan of a joint research and its two signatures (双牵头): by two officers of two different units. */
@Service
class PlanService {

    private final ResearchRepository researches;
    private final PartService parts;
    private final JointService joint;
    private final DirectoryService directory;
    private final Clock clock;

    PlanService(
            ResearchRepository researches,
            PartService parts,
            JointService joint,
            DirectoryService directory,
            Clock clock) {
        this.researches = researches;
        this.parts = parts;
        this.joint = joint;
        this.directory = directory;
        this.clock = clock;
    }

    /** @throws Refused while a department that was added late still owes its opinion */
    @Transactional
    void draft(Research research, String plan, String actor, Step step) {
        if (parts.anySilent(research.id())) {
            throw Refused.conflict("还有部门没有提出意见，方案暂不能提交签字");
        }
        researches.drafted(research.id(), plan);
        joint.write(research, TimelineKind.PLAN_DRAFTED, research.leadDepartment(), actor, step, plan);
        joint.tell(research, research.leadDepartment(), Notice.PLAN_TO_SIGN);
    }

    @Transactional
    void signByDepartment(Research research, OpenTask task, String actor, Step step) {
        Officer signer = signer(task, research.leadDepartment(), actor);
        researches.signedByDepartment(research.id(), signer.id(), signer.unitCode(), clock.instant());
        joint.write(research, TimelineKind.SIGNED, research.leadDepartment(), actor, step, null);
        joint.tell(research, research.guidanceGroup(), Notice.PLAN_TO_SIGN);
    }

    /** @throws Refused when the same person, or somebody of the same unit, has signed for the department */
    @Transactional
    void signByGroup(Research research, OpenTask task, String actor, Step step) {
        Officer signer = signer(task, research.guidanceGroup(), actor);
        requireOther(signer, research.departmentSignedBy(), research.departmentSignedUnit());
        researches.signedByGroup(research.id(), signer.id(), signer.unitCode(), clock.instant());
        joint.write(research, TimelineKind.SIGNED, research.guidanceGroup(), actor, step, null);
    }

    /** Either lead sends the plan back; no signature stands. */
    @Transactional
    void sendBack(Research research, String from, String reason, String actor, Step step) {
        researches.sentBack(research.id());
        joint.write(research, TimelineKind.SENT_BACK, from, actor, step, reason);
        joint.tell(research, research.leadDepartment(), Notice.PLAN_SENT_BACK);
    }

    /** Both leads have signed. @return when the last measure is due; where there is none, now */
    @Transactional
    Instant adopt(long researchId, Step step) {
        Research research = researches.lock(researchId);
        researches.moved(researchId, Research.State.ADOPTED);
        joint.write(research, TimelineKind.PLAN_ADOPTED, research.leadDepartment(), JointService.RULE, step, null);
        parts.planAdopted(researchId);
        Optional<Instant> lastDue = researches.lastMeasureDueAt(researchId);
        lastDue.ifPresent(due -> joint.batchesSet(research, due, step));
        return lastDue.orElseGet(clock::instant);
    }

    /** A signature is given by a member of the unit that signs, or of the one that holds the task in its place. */
    Officer signer(OpenTask task, String unitCode, String actor) {
        return directory
                .officer(actor)
                .filter(officer -> officer.unitCode().equals(unitCode)
                        || officer.unitCode().equals(task.unitCode()))
                .orElseThrow(() -> forbidden(
                        "只有%s的工作人员可以签字".formatted(directory.require(unitCode).name())));
    }

    /** @throws Refused when the same person, or somebody of the same unit, has acted for the responsible department */
    void requireOther(Officer signer, String firstOfficer, String firstUnit) {
        if (signer.id().equals(firstOfficer)) {
            throw forbidden("双牵头应由两个人签字，您已代表责任部门签字");
        }
        if (signer.unitCode().equals(firstUnit)) {
            throw forbidden("双牵头应由两个不同单位的人签字，贵单位已代表责任部门签字");
        }
    }

    private static Refused forbidden(String message) {
        return new Refused(Refused.Kind.FORBIDDEN, null, message);
    }
}
