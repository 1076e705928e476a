package org.minqing.joint;

import java.time.Clock;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.Officer;
import org.minqing.engine.Step;
import org.minqing.inbox.OpenTask;
import org.minqing.level.BatchClock;
import org.minqing.notification.Notice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The leads end the measures before the last is done: one asks with a reason, somebody of the other unit agrees. */
@Service
class EarlyEndService {

    private final ResearchRepository researches;
    private final PartService parts;
    private final PlanService plans;
    private final JointService joint;
    private final BatchClock batches;
    private final Clock clock;

    EarlyEndService(
            ResearchRepository researches,
            PartService parts,
            PlanService plans,
            JointService joint,
            BatchClock batches,
            Clock clock) {
        this.researches = researches;
        this.parts = parts;
        this.plans = plans;
        this.joint = joint;
        this.batches = batches;
        this.clock = clock;
    }

    @Transactional
    void ask(Research research, OpenTask task, String reason, String actor, Step step) {
        Officer officer = plans.signer(task, research.leadDepartment(), actor);
        researches.endingAsked(research.id(), reason, officer.id(), officer.unitCode());
        joint.write(research, TimelineKind.ENDING_ASKED, research.leadDepartment(), actor, step, reason);
        joint.tell(research, research.guidanceGroup(), Notice.PLAN_TO_SIGN);
    }

    /** @throws org.minqing.Refused when the same person, or somebody of the same unit, has asked */
    @Transactional
    void agree(Research research, OpenTask task, String actor, Step step) {
        Officer officer = plans.signer(task, research.guidanceGroup(), actor);
        plans.requireOther(officer, research.endingAskedBy(), research.endingAskedUnit());
        researches.endingAgreed(research.id(), officer.id(), clock.instant());
        joint.write(research, TimelineKind.SIGNED, research.guidanceGroup(), actor, step, null);
    }

    @Transactional
    void refuse(Research research, String reason, String actor, Step step) {
        researches.endingAsked(research.id(), null, null, null);
        joint.write(research, TimelineKind.SENT_BACK, research.guidanceGroup(), actor, step, reason);
        joint.tell(research, research.leadDepartment(), Notice.PLAN_SENT_BACK);
    }

    /** Both leads want it: the departments' parts end, and the result is reported back. */
    @Transactional
    void carryOut(long researchId, Step step) {
        Research research = researches.lock(researchId);
        parts.endAll(research, JointService.RULE, step)
                .forEach(unit -> joint.tell(research, unit, Notice.MEASURES_ENDED));
        batches.batchesOver(research.appealId(), step);
    }
}
