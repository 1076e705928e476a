package org.minqing.leadercase;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealProcess;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Resolution;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Role;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Step;
import org.minqing.level.LevelService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A leader takes a case himself (带件下访): he owns it, visits the requester and decides. The clock of the level that he
 * took it from goes on; the result is marked as his.
 */
@Service
public class LeaderCaseService {

    private static final String RULE = "rule:leaderCase";

    private final LeaderCaseRepository rows;
    private final LevelService levels;
    private final AppealService appeals;
    private final AppealProcess appealProcess;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final Clock clock;

    LeaderCaseService(
            LeaderCaseRepository rows,
            LevelService levels,
            AppealService appeals,
            AppealProcess appealProcess,
            Timeline timeline,
            DirectoryService directory,
            NotificationService notices,
            Clock clock) {
        this.rows = rows;
        this.levels = levels;
        this.appeals = appeals;
        this.appealProcess = appealProcess;
        this.timeline = timeline;
        this.directory = directory;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws Refused unless the caller is a leader of the area, and the appeal is handled at a level there */
    @Transactional
    void take(String number, String officerId) {
        Officer leader = directory
                .officer(officerId)
                .filter(officer -> officer.roles().contains(Role.LEADER))
                .orElseThrow(() -> Refused.forbidden("只有领导可以带件下访"));
        Unit unit = directory.require(leader.unitCode());
        Unit area = unit.level().compareTo(UnitLevel.GRID) <= 0 ? unit : directory.district(unit);
        Appeal appeal = appeals.lock(appeals.get(number).id());
        levels.requireTakable("number", appeal, area);
        rows.insert(appeal, leader, clock.instant());
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.TAKEN_BY_LEADER, leader.id(), Step.NONE)
                .at(appeal.level(), appeal.levelUnit())
                .to(unit.code()));
        appealProcess.pathOrdered(appeal, LeaderCaseModel.PATH);
    }

    /** @return routing facts: the leader's unit and he himself */
    @Transactional
    Map<String, Object> taken(long appealId, String processInstanceId, Step step) {
        LeaderCase taken = taken(appealId);
        Map<String, Object> facts =
                new HashMap<>(levels.aside(appealId, taken.unitCode(), true, processInstanceId, step));
        facts.put(AppealModel.LEADER, taken.leaderId());
        return facts;
    }

    @Transactional
    void visited(long appealId, String findings, String actor, Step step) {
        rows.visited(taken(appealId).id(), findings, clock.instant());
        write(appealId, TimelineKind.VISITED, actor, step, findings, null);
    }

    /** The leader lets a unit act; it reports to him. @return routing facts */
    @Transactional
    Map<String, Object> order(long appealId, String unitCode, String instruction, String actor, Step step) {
        LeaderCase taken = taken(appealId);
        Unit unit = directory.require(unitCode);
        if (!unit.isAtOrBelow(directory.district(directory.require(taken.unitCode())))) {
            throw Refused.invalid("targetUnit", "交办单位应在本区域范围内");
        }
        rows.ordered(taken.id(), unitCode);
        write(appealId, TimelineKind.ORDERED, actor, step, instruction, unitCode);
        notices.notifyUnit(appeals.get(appealId), unitCode, Notice.LEADER_ORDER, Map.of());
        return Map.of(LeaderCaseModel.ORDERED, unitCode);
    }

    @Transactional
    void carriedOut(long appealId, String result, String actor, Step step) {
        write(appealId, TimelineKind.ORDER_DONE, actor, step, result, null);
    }

    /** The leader's own result. */
    @Transactional
    void resolve(long appealId, Resolution resolution, Step step) {
        LeaderCase taken = taken(appealId);
        rows.ended(taken.id(), "LED", clock.instant());
        appeals.resolved(appealId, resolution, TimelineKind.RESOLVED, step);
        appeals.ledBy(appealId, taken.leaderId());
        levels.leave(appealId, LeftBy.RESOLVED, resolution.resolvedBy(), step);
    }

    /** The leader hands it back. @return the level that it came from */
    @Transactional
    Level goBack(long appealId, Step step) {
        LeaderCase taken = taken(appealId);
        rows.ended(taken.id(), "BACK", clock.instant());
        levels.leave(appealId, LeftBy.WENT_BACK, RULE, step);
        return taken.formerLevel();
    }

    @Transactional
    void handedBack(long appealId, String reason, String actor, Step step) {
        write(appealId, TimelineKind.HANDED_BACK, actor, step, reason, null);
    }

    /** The appeal itself is over: withdrawn, or answered by its source. */
    @Transactional
    public void appealOver(long appealId) {
        rows.taken(appealId).ifPresent(taken -> rows.ended(taken.id(), "OVER", clock.instant()));
    }

    LeaderCase taken(long appealId) {
        return rows.taken(appealId).orElseThrow(() -> Refused.conflict("这件诉求现在没有领导带件"));
    }

    private void write(long appealId, TimelineKind kind, String actor, Step step, String note, String toUnit) {
        timeline.write(TimelineEntry.of(appealId, kind, actor, step)
                .at(Level.JOINT, taken(appealId).unitCode())
                .to(toUnit)
                .note(note));
    }
}
