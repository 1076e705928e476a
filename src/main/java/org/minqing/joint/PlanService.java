package org.minqing.joint;

import java.time.Clock;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.Step;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.inbox.OpenTask;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The plan of a joint research and its two signatures (双牵头): by two officers of two different units. */
@Service
class PlanService {

    private final ResearchRepository researches;
    private final PartService parts;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final Clock clock;

    PlanService(
            ResearchRepository researches,
            PartService parts,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            NotificationService notices,
            Clock clock) {
        this.researches = researches;
        this.parts = parts;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws Refused while a department that was added late still owes its opinion */
    @Transactional
    void draft(Research research, String plan, String actor, Step step) {
        if (parts.anySilent(research.id())) {
            throw Refused.conflict("还有部门没有提出意见，方案暂不能提交签字");
        }
        researches.drafted(research.id(), plan);
        write(research, TimelineKind.PLAN_DRAFTED, research.leadDepartment(), actor, step, plan);
        tell(research, research.leadDepartment(), Notice.PLAN_TO_SIGN);
    }

    @Transactional
    void signByDepartment(Research research, OpenTask task, String actor, Step step) {
        Officer signer = signer(task, actor);
        researches.signedByDepartment(research.id(), signer.id(), signer.unitCode(), clock.instant());
        write(research, TimelineKind.SIGNED, research.leadDepartment(), actor, step, null);
        tell(research, research.guidanceGroup(), Notice.PLAN_TO_SIGN);
    }

    /** @throws Refused when the same person, or somebody of the same unit, has signed for the department */
    @Transactional
    void signByGroup(Research research, OpenTask task, String actor, Step step) {
        Officer signer = signer(task, actor);
        if (signer.id().equals(research.departmentSignedBy())) {
            throw new Refused(Refused.Kind.FORBIDDEN, null, "双牵头应由两个人签字，您已代表责任部门签字");
        }
        if (signer.unitCode().equals(research.departmentSignedUnit())) {
            throw new Refused(Refused.Kind.FORBIDDEN, null, "双牵头应由两个不同单位的人签字，贵单位已代表责任部门签字");
        }
        researches.signedByGroup(research.id(), signer.id(), signer.unitCode(), clock.instant());
        write(research, TimelineKind.SIGNED, research.guidanceGroup(), actor, step, null);
    }

    /** Either lead sends the plan back; no signature stands. */
    @Transactional
    void sendBack(Research research, String from, String reason, String actor, Step step) {
        researches.sentBack(research.id());
        write(research, TimelineKind.SENT_BACK, from, actor, step, reason);
        tell(research, research.leadDepartment(), Notice.PLAN_SENT_BACK);
    }

    /** Both leads have signed. */
    @Transactional
    void adopt(long researchId, Step step) {
        Research research = researches.lock(researchId);
        researches.moved(researchId, Research.State.ADOPTED);
        write(research, TimelineKind.PLAN_ADOPTED, research.leadDepartment(), JointService.RULE, step, null);
        parts.planAdopted(researchId);
    }

    /** A signature is given by a member of the unit that holds the task. */
    private Officer signer(OpenTask task, String actor) {
        return directory
                .officer(actor)
                .filter(officer -> officer.unitCode().equals(task.unitCode()))
                .orElseThrow(() -> new Refused(
                        Refused.Kind.FORBIDDEN,
                        null,
                        "只有%s的工作人员可以签字"
                                .formatted(directory.require(task.unitCode()).name())));
    }

    private void tell(Research research, String unitCode, Notice notice) {
        notices.notifyUnit(appeals.get(research.appealId()), unitCode, notice, Map.of());
    }

    private void write(Research research, TimelineKind kind, String unit, String actor, Step step, String note) {
        timeline.write(TimelineEntry.of(research.appealId(), kind, actor, step)
                .at(Level.JOINT, unit)
                .note(note));
    }
}
