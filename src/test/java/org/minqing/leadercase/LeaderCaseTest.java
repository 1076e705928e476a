package org.minqing.leadercase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.URBAN;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way of a case that a leader has taken himself. 2026-03-02 is a Monday. */
@MinqingTest
@CoversModel("leaderCase")
class LeaderCaseTest {

    private static final String HANDLE = "userTask_handleAppeal";

    @Autowired
    ProcessDriver driver;

    @Autowired
    LeaderCaseService service;

    @Autowired
    ClosingService closing;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void leaderVisitsAndDecides_theClockGoesOn_theResultIsMarkedAsHis() {
        Appeal appeal = taken();
        assertThat(driver.task(appeal, LeaderCaseModel.VISIT).assignee()).isEqualTo("leader-1");
        assertThat(driver.reload(appeal).levelUnit()).isEqualTo(DISTRICT);
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-03T17:30"));
        visit(appeal);
        resolve(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(driver.reload(appeal).ledBy()).isEqualTo("leader-1");
        assertThat(driver.kinds(appeal))
                .containsSubsequence(TimelineKind.TAKEN_BY_LEADER, TimelineKind.VISITED, TimelineKind.RESOLVED);
    }

    @Test
    void leaderLetsAUnitAct_itReportsToHim_heDecides() {
        Appeal appeal = taken();
        visit(appeal);
        driver.answer(
                appeal, LeaderCaseModel.DECIDE, "leader-1", "ORDER", "targetUnit", URBAN, "instruction", "今日内清理占道");
        assertThat(driver.task(appeal, LeaderCaseModel.CARRY_OUT).unitCode()).isEqualTo(URBAN);
        driver.answer(appeal, LeaderCaseModel.CARRY_OUT, "urban-1", "DONE", "result", "已清理");
        resolve(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void requesterIsNotSatisfiedWithTheLeadersResult_itGoesToJointResearch() {
        Appeal appeal = taken();
        visit(appeal);
        resolve(appeal);
        driver.answer(appeal, "userTask_callBack", "desk-1", "UNSATISFIED", "comment", "仍未解决");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.JOINT);
        assertThat(driver.hasTask(appeal, "userTask_conveneResearch")).isTrue();
    }

    @Test
    void theLevelsTimeIsOver_theLeadersUnitIsRemindedAndSupervised_theCaseStaysWithHim() {
        Appeal appeal = taken();
        driver.passUntil(appeal, "2026-03-11T09:00");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(DISTRICT);
        assertThat(driver.last(appeal, TimelineKind.REMINDED).happenedAt()).isEqualTo(at("2026-03-03T17:30"));
        assertThat(driver.kinds(appeal)).contains(TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        assertThat(driver.hasTask(appeal, LeaderCaseModel.VISIT)).isTrue();
    }

    @Test
    void leaderHandsItBack_theLevelGoesOnByItsOldClock() {
        Appeal appeal = taken();
        visit(appeal);
        driver.answer(appeal, LeaderCaseModel.DECIDE, "leader-1", "HAND_BACK", "reason", "已协调社区办理");
        assertThat(driver.task(appeal, HANDLE).unitCode()).isEqualTo(GRID);
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-03T17:30"));
        assertThat(driver.reload(appeal).ledBy()).isNull();
    }

    @Test
    void nobodyElseDoesTheLeadersWork_norTakesACase() {
        Appeal appeal = driver.file(GRID);
        assertThatThrownBy(() -> service.take(appeal.number(), "desk-1"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("只有领导");
        assertThatThrownBy(() -> service.take(driver.file("420111001").number(), "leader-1"))
                .hasMessageContaining("不属于武昌区");
        service.take(appeal.number(), "leader-1");
        assertThatThrownBy(() -> driver.answer(appeal, LeaderCaseModel.VISIT, "desk-1", "VISITED", "findings", "已走访"))
                .hasMessageContaining("领导本人");
        assertThatThrownBy(() -> service.take(appeal.number(), "leader-1")).hasMessageContaining("不在网格");
    }

    @Test
    void requesterWithdraws_nothingIsLeftRunning() {
        Appeal appeal = taken();
        closing.withdraw(appeal.number(), null, "requester");
        assertThat(driver.instances(appeal)).isEmpty();
        assertThatThrownBy(() -> service.taken(appeal.id())).hasMessageContaining("没有领导带件");
    }

    private Appeal taken() {
        Appeal appeal = driver.file(GRID);
        service.take(appeal.number(), "leader-1");
        return appeal;
    }

    private void visit(Appeal appeal) {
        driver.answer(appeal, LeaderCaseModel.VISIT, "leader-1", "VISITED", "findings", "与居民座谈");
    }

    private void resolve(Appeal appeal) {
        driver.answer(appeal, LeaderCaseModel.DECIDE, "leader-1", "RESOLVE", "reply", "已现场解决", "people", 40);
    }
}
