package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.GUIDANCE_GROUP;
import static org.minqing.TestDirectory.POWER;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.inbox.OpenTask;
import org.springframework.beans.factory.annotation.Autowired;

/** Measures in batches: the case stays open until the last, or until both leads end them. 2026-03-02 is a Monday. */
@MinqingTest
@CoversModel("phasedMeasures")
class PhasedMeasuresTest {

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    JointService service;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void batchesWithTheirOwnDates_appealStaysOpenUntilTheLast_theRecordSaysHowMany() {
        Appeal appeal = threeBatches();
        assertThat(driver.task(appeal, JointModel.FOLLOW_MEASURES).dueAt()).isEqualTo(at("2026-04-30T17:30"));

        joint.carryOut(appeal, 0);
        joint.carryOut(appeal, 1);
        driver.answer(joint.measure(appeal, 2), "power-1", "PROGRESS", "achieved", 4, "result", "第三批已开工");
        ResearchRecord record = service.records(appeal.number()).get(0);
        assertThat(record.planned()).isEqualTo(175);
        assertThat(record.achieved()).isEqualTo(144);
        assertThat(record.measures())
                .extracting(one -> one.batch() + ": " + one.achieved() + "/" + one.planned())
                .containsExactly("1: 80/80", "2: 60/60", "3: 4/35");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.OPEN);
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isFalse();

        joint.carryOut(appeal, 2);
        assertThat(service.records(appeal.number()).get(0).achieved()).isEqualTo(175);
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.REPORT_BACK);
    }

    @Test
    void bothLeadsEndThemEarlyWithAReason_partsEnd_theResultIsReportedBack() {
        Appeal appeal = threeBatches();
        joint.carryOut(appeal, 0);
        assertThatThrownBy(() -> driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("理由");
        driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY", "reason", "剩余楼栋已列入拆迁");
        assertThat(joint.partStates(appeal)).containsExactly("OPINION");
        assertThat(driver.task(appeal, JointModel.AGREE_EARLY_END).unitCode()).isEqualTo(GUIDANCE_GROUP);
        driver.answer(appeal, JointModel.AGREE_EARLY_END, "guide-1", "SIGN");

        assertThat(joint.partStates(appeal)).containsExactly("ENDED");
        assertThat(driver.last(appeal, TimelineKind.PART_ENDED).unitCode()).isEqualTo(POWER);
        assertThat(service.records(appeal.number()).get(0).endingReason()).isEqualTo("剩余楼栋已列入拆迁");
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.REPORT_BACK);
        joint.reportBack(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void guidanceGroupWantsTheRestToo_measuresGoOn() {
        Appeal appeal = threeBatches();
        driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY", "reason", "资金不足");
        assertThatThrownBy(() -> driver.answer(appeal, JointModel.AGREE_EARLY_END, "power-1", "SIGN"))
                .hasMessageContaining("武昌区第一指导组");
        driver.answer(appeal, JointModel.AGREE_EARLY_END, "guide-1", "SEND_BACK", "reason", "资金由区里统筹");

        assertThat(driver.hasTask(appeal, JointModel.FOLLOW_MEASURES)).isTrue();
        assertThat(joint.partStates(appeal)).containsExactly("OPINION");
        assertThat(service.records(appeal.number()).get(0).endingReason()).isNull();
    }

    @Test
    void lastMeasureIsDoneWhileTheLeadsTalkAboutEndingThem_theResultIsReportedBackAllTheSame() {
        Appeal appeal = joint.adopted(joint.file(), "measure1", "增容", "measure1Day", "2026-03-12");
        driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY", "reason", "资金不足");
        joint.carryOut(appeal, 0);
        assertThat(joint.partStates(appeal)).containsExactly("DONE");
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.REPORT_BACK);
    }

    @Test
    void lastBatchLiesBeyondTheLevelsTime_caseIsDueWithIt_andNotBreachedMeanwhile() {
        Appeal appeal = twoYears(joint.file(Signal.LONG_TERM));
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2027-03-31T17:30"));
        assertThat(driver.last(appeal, TimelineKind.CLOCK_FOLLOWS_BATCHES).dueAt())
                .isEqualTo(at("2027-03-31T17:30"));
        driver.passUntil(appeal, "2026-08-31T09:00");
        joint.carryOut(appeal, 0);
        driver.passUntil(appeal, "2027-03-31T09:00");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.WARNED).doesNotContain(TimelineKind.BREACHED);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.OPEN);

        driver.passUntil(appeal, "2027-03-31T17:30");
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT");
    }

    @Test
    void batchesAreDoneLongBeforeTheirDates_oneWorkingDayIsLeftToReportBack() {
        Appeal appeal = twoYears(joint.file(Signal.LONG_TERM));
        driver.passUntil(appeal, "2026-07-06T10:00");
        joint.carryOut(appeal, 0);
        joint.carryOut(appeal, 1);
        assertThat(driver.task(appeal, JointModel.REPORT_BACK).dueAt()).isEqualTo(at("2026-07-07T17:30"));
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-07-07T17:30"));
    }

    @Test
    void leadsEndTheRest_theClockReturnsToTheLevelsOwnTime() {
        Appeal appeal = twoYears(joint.file(Signal.LONG_TERM));
        driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY", "reason", "列入拆迁");
        driver.answer(appeal, JointModel.AGREE_EARLY_END, "guide-1", "SIGN");
        assertThat(driver.task(appeal, JointModel.REPORT_BACK).dueAt()).isEqualTo(at("2026-05-01T17:30"));
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-05-01T17:30"));
    }

    @Test
    void caseOfAnotherClass_takesNoBatchBeyondItsTime() {
        assertThatThrownBy(() -> twoYears(joint.file())).hasMessageContaining("不能晚于本件的办理期限");
    }

    @Test
    void moreTimeForTheLastBatch_theCasesClockFollows() {
        Appeal appeal = threeBatches();
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-05-01T17:30"));
        driver.answer(joint.measure(appeal, 2), "power-1", "EXTEND", "reason", "雨季停工", "extensionAmount", 20);
        driver.answer(appeal, "userTask_decideExtension", "leader-1", "GRANT");
        assertThat(joint.measure(appeal, 2).dueAt()).isEqualTo(at("2026-05-20T17:30"));
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-05-20T17:30"));
        driver.answer(joint.measure(appeal, 2), "power-1", "PROGRESS", "achieved", 4, "result", "已开工");
        assertThat(joint.measure(appeal, 2).dueAt()).isEqualTo(at("2026-05-20T17:30"));
        driver.passUntil(appeal, "2026-05-20T17:29");
        assertThat(joint.breachedLevels(appeal)).isEmpty();
        driver.passUntil(appeal, "2026-05-20T17:30");
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT");
    }

    @Test
    void appealWaitsForTheSameAnswer_itsClockFollowsTheBatchesToo() {
        Appeal main = joint.file(Signal.LONG_TERM);
        Appeal before = waiting(main);
        twoYears(main);
        Appeal after = waiting(main);
        for (Appeal appeal : List.of(before, after)) {
            assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2027-03-31T17:30"));
            assertThat(driver.task(appeal, "userTask_followSharedAnswer").dueAt())
                    .isEqualTo(at("2027-03-31T17:30"));
            driver.passUntil(appeal, "2026-12-31T09:00");
            assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.BREACHED);
            driver.clock("2026-03-02T10:00");
        }
    }

    private Appeal waiting(Appeal main) {
        Appeal appeal = driver.file("我家也要加装电梯", GRID, Signal.LONG_TERM);
        driver.answer(appeal, "userTask_handleAppeal", "grid-1", "JOIN", "sameAs", main.number(), "reason", "反映同一问题");
        return appeal;
    }

    private Appeal twoYears(Appeal appeal) {
        return joint.adopted(
                appeal,
                "measure1",
                "加装第一批电梯",
                "measure1Day",
                "2026-08-31",
                "measure2",
                "加装第二批电梯",
                "measure2Day",
                "2027-03-31");
    }

    private Appeal threeBatches() {
        return joint.adopted(
                joint.file(Signal.LONG_TERM),
                "measure1",
                "加装第一批电梯",
                "measure1Day",
                "2026-03-16",
                "measure1Count",
                80,
                "measure2",
                "加装第二批电梯",
                "measure2Day",
                "2026-03-31",
                "measure2Count",
                60,
                "measure3",
                "加装第三批电梯",
                "measure3Day",
                "2026-04-30",
                "measure3Count",
                35);
    }
}
