package org.minqing.samequestion;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Resolution;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Step;
import org.minqing.joint.BatchesSet;
import org.minqing.joint.JointService;
import org.minqing.joint.ResearchAnswered;
import org.minqing.joint.ResearchEnded;
import org.minqing.level.BatchClock;
import org.minqing.level.JoinAsked;
import org.minqing.level.LevelService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Same question, one answer (同题共答): a person lets an appeal wait for the research of another. When that reports back,
 * every appeal that waits gets the answer and its own call-back; one that leaves first, or whose research ends without an
 * answer, goes on at the level that it came from, by the clock of that level.
 */
@Service
public class SameQuestionService {

    private static final String RULE = "rule:sameQuestion";

    private final SameQuestionRepository rows;
    private final SameQuestionFinder finder;
    private final SameQuestionProcess process;
    private final JointService joint;
    private final LevelService levels;
    private final BatchClock batches;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final Clock clock;

    SameQuestionService(
            SameQuestionRepository rows,
            SameQuestionFinder finder,
            SameQuestionProcess process,
            JointService joint,
            LevelService levels,
            BatchClock batches,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            Clock clock) {
        this.rows = rows;
        this.finder = finder;
        this.process = process;
        this.joint = joint;
        this.levels = levels;
        this.batches = batches;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * A person has decided that an appeal asks what another one's research answers.
     *
     * @throws Refused when the other one has no research under way, or belongs to another city's district
     */
    @EventListener
    @Transactional
    public void joinAsked(JoinAsked asked) {
        Appeal appeal = appeals.get(asked.appealId());
        Appeal main = appeals.find(asked.number())
                .orElseThrow(() -> Refused.invalid("sameAs", "没有编号为 %s 的诉求".formatted(asked.number())));
        long research = joint.runningResearch(main.id())
                .orElseThrow(() -> Refused.invalid("sameAs", "诉求 %s 现在没有组团调研".formatted(asked.number())));
        rows.insert(
                appeal,
                research,
                finder.similarity(appeal, research).orElse(null),
                asked.reason(),
                asked.actor(),
                clock.instant());
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.JOINED, asked.actor(), asked.step())
                .at(appeal.level(), appeal.levelUnit())
                .outcome(main.number())
                .note(asked.reason()));
    }

    /** The appeal leaves its level for the joint one and waits. @return the routing facts */
    @Transactional
    Map<String, Object> join(long appealId, String processInstanceId, Step step) {
        Appeal appeal = appeals.get(appealId);
        String area = directory.district(directory.require(appeal.placeUnit())).code();
        Map<String, Object> facts = levels.aside(appealId, area, false, processInstanceId, step);
        Optional<Instant> last =
                joint.lastBatch(rows.joined(appealId).orElseThrow().researchId());
        last.ifPresent(due -> batches.follow(appealId, due, step));
        return last.isPresent() ? levels.facts(appealId) : facts;
    }

    /** The research has dated its batches: what is phased and waits for it is due with the last of them. */
    @EventListener
    @Transactional
    public void batchesSet(BatchesSet set) {
        for (SameQuestion waiting : rows.waiting(set.researchId())) {
            Appeal appeal = appeals.lock(waiting.appealId());
            if (rows.joined(appeal.id()).isPresent()) {
                batches.follow(appeal.id(), set.lastDueAt(), Step.NONE);
            }
        }
    }

    /** A person takes it out again. */
    @Transactional
    void takeOut(long appealId, String reason, String actor, Step step) {
        leave(rows.joined(appealId).orElseThrow(), SameQuestion.State.LEFT, reason, actor, step);
    }

    /** The appeal goes on where it came from. @return that level */
    @Transactional
    Level goBack(long appealId, Step step) {
        SameQuestion last = rows.last(appealId);
        levels.leave(appealId, LeftBy.WENT_BACK, RULE, step);
        return last.formerLevel();
    }

    /** The answer of the research is this appeal's answer too. */
    @Transactional
    void answer(long appealId, Step step) {
        appeals.lock(appealId);
        SameQuestion waiting = rows.joined(appealId).orElseThrow();
        Appeal main = appeals.get(rows.mainAppeal(waiting.researchId()));
        rows.left(waiting.id(), SameQuestion.State.ANSWERED, RULE, null, clock.instant());
        appeals.resolved(
                appealId,
                new Resolution(main.reply(), main.resolvedBy(), main.resolvedUnit(), null, null, null),
                TimelineKind.REPORTED_BACK,
                step);
        levels.leave(appealId, LeftBy.RESOLVED, RULE, step);
    }

    @EventListener
    @Transactional
    public void researchAnswered(ResearchAnswered research) {
        for (SameQuestion waiting : rows.waiting(research.researchId())) {
            Appeal appeal = appeals.lock(waiting.appealId());
            if (rows.joined(appeal.id()).isPresent()) {
                process.researchAnswered(appeal);
            }
        }
    }

    /** The research ends without an answer: whoever waits for it goes on. */
    @EventListener
    @Transactional
    public void researchEnded(ResearchEnded research) {
        for (SameQuestion waiting : rows.waiting(research.researchId())) {
            Appeal appeal = appeals.lock(waiting.appealId());
            if (rows.joined(appeal.id()).isPresent()) {
                leave(waiting, SameQuestion.State.LEFT, "组团调研已提前结束", RULE, Step.NONE);
                process.researchEnded(appeal);
            }
        }
    }

    /** The appeal itself is over: withdrawn, or answered by its source. */
    @Transactional
    public void appealOver(long appealId, String actor) {
        rows.joined(appealId).ifPresent(waiting -> leave(waiting, SameQuestion.State.OVER, null, actor, Step.NONE));
    }

    private void leave(SameQuestion waiting, SameQuestion.State state, String reason, String actor, Step step) {
        rows.left(waiting.id(), state, actor, reason, clock.instant());
        Appeal main = appeals.get(rows.mainAppeal(waiting.researchId()));
        timeline.write(TimelineEntry.of(waiting.appealId(), TimelineKind.UNJOINED, actor, step)
                .at(Level.JOINT, null)
                .outcome(main.number())
                .note(reason));
    }
}
