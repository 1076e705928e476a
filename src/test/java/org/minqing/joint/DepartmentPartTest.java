package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.DESK;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.SCIENCE;
import static org.minqing.TestDirectory.STREET;
import static org.minqing.TestDirectory.URBAN;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.minqing.inbox.OpenTask;
import org.minqing.level.LevelModel;
import org.minqing.notification.Notice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through one department's part. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel("departmentPart")
class DepartmentPartTest {

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    ClosingService closing;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void opinionWithoutMeasures_partIsDoneWhenThePlanIsAdopted() {
        Appeal appeal = joint.convened();
        assertThat(joint.task(appeal, JointModel.ACCEPT_PART, POWER).dueAt()).isEqualTo(at("2026-03-05T17:30"));
        joint.accept(appeal, POWER);
        assertThat(joint.partStates(appeal)).containsExactly("ACCEPTED");
        joint.give(appeal, POWER);
        assertThat(joint.partStates(appeal)).containsExactly("OPINION");
        joint.survey(appeal);
        joint.draft(appeal);
        joint.signBoth(appeal);
        assertThat(joint.partStates(appeal)).containsExactly("DONE");
        assertThat(driver.kinds(appeal))
                .containsSubsequence(
                        TimelineKind.PART_NOTIFIED,
                        TimelineKind.PART_ACCEPTED,
                        TimelineKind.OPINION_GIVEN,
                        TimelineKind.PLAN_ADOPTED,
                        TimelineKind.PART_DONE);
    }

    @Test
    void silentDepartment_isRemindedSupervisedCensuredByTheClock() {
        Appeal appeal = joint.survey(joint.convened(SCIENCE));
        joint.opinion(appeal, POWER);
        driver.passUntil(appeal, "2026-03-13T09:00");

        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(SCIENCE);
        assertThat(driver.last(appeal, TimelineKind.REMINDED).happenedAt()).isEqualTo(at("2026-03-05T17:30"));
        assertThat(driver.last(appeal, TimelineKind.SUPERVISED).happenedAt()).isEqualTo(at("2026-03-10T17:30"));
        assertThat(driver.last(appeal, TimelineKind.CENSURED).happenedAt()).isEqualTo(at("2026-03-12T17:30"));
        assertThat(jdbc.sql("select p.unit_code from breach b join department_part p on p.id = b.part_id"
                                + " where b.appeal_id = ? and b.censured_at is not null")
                        .param(appeal.id())
                        .query(String.class)
                        .list())
                .containsExactly(SCIENCE);
        assertThat(joint.told(appeal, Notice.CENSURE)).contains(SCIENCE);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isFalse();
    }

    @Test
    void opinionComesAfterTheReminder_noSupervisionFollows() {
        Appeal appeal = joint.survey(joint.convened());
        driver.passUntil(appeal, "2026-03-06T09:00");
        joint.opinion(appeal, POWER);
        driver.passUntil(appeal, "2026-03-16T09:00");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.REMINDED).doesNotContain(TimelineKind.SUPERVISED);
    }

    @Test
    void immediate_opinionIsDueIn24Hours_butNeverAfterTheJointDueTime() {
        Appeal early = joint.convene(joint.file(Signal.OUTAGE));
        assertThat(joint.task(early, JointModel.ACCEPT_PART, POWER).dueAt()).isEqualTo(at("2026-03-03T10:00"));

        Appeal late = joint.file(Signal.OUTAGE);
        driver.passUntil(late, "2026-03-03T15:00");
        joint.convene(late);
        assertThat(joint.task(late, JointModel.ACCEPT_PART, POWER).dueAt()).isEqualTo(at("2026-03-04T10:00"));

        Appeal tooLate = joint.file(Signal.OUTAGE);
        driver.passUntil(tooLate, "2026-03-06T15:00");
        joint.convene(tooLate);
        assertThat(joint.task(tooLate, JointModel.ACCEPT_PART, POWER).dueAt()).isEqualTo(at("2026-03-07T15:00"));
    }

    @Test
    void refusalUpheld_departmentKeepsItsPart_andCannotRefuseAgain() {
        Appeal appeal = joint.convened(SCIENCE);
        joint.refuse(appeal, SCIENCE);
        assertThat(joint.told(appeal, Notice.PART_REFUSED)).containsExactly(DESK);
        OpenTask decision = driver.task(appeal, JointModel.DECIDE_REFUSAL);
        assertThat(decision.unitCode()).isEqualTo(DESK);
        assertThat(decision.dueAt()).isEqualTo(at("2026-03-03T17:30"));
        driver.answer(decision, "desk-1", "UPHOLD", "reason", "职责清单已列明");

        assertThatThrownBy(() -> joint.refuse(appeal, SCIENCE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("只能退回一次");
        joint.opinion(appeal, SCIENCE);
        assertThat(joint.partStates(appeal)).containsExactly("NOTIFIED", "OPINION");
        assertThat(driver.last(appeal, TimelineKind.REFUSAL_DECIDED).outcome()).isEqualTo("UPHOLD");
    }

    @Test
    void refusalGranted_otherDepartmentTakesOver_andIsWaitedFor() {
        Appeal appeal = joint.survey(joint.convened(SCIENCE));
        joint.opinion(appeal, POWER);
        joint.refuse(appeal, SCIENCE);
        assertThatThrownBy(() -> decide(appeal, "REPLACE", "targetUnit", POWER)).hasMessageContaining("已参加");
        assertThatThrownBy(() -> decide(appeal, "REPLACE", "targetUnit", STREET))
                .hasMessageContaining("职能部门");
        decide(appeal, "REPLACE", "targetUnit", URBAN);

        assertThat(joint.partStates(appeal)).containsExactly("OPINION", "REPLACED", "NOTIFIED");
        assertThat(driver.last(appeal, TimelineKind.REFUSAL_DECIDED).toUnitCode())
                .isEqualTo(URBAN);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isFalse();
        joint.opinion(appeal, URBAN);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isTrue();
    }

    @Test
    void responsibleDepartmentReplaced_theOtherLeadsFromNowOn() {
        Appeal appeal = joint.convened();
        joint.refuse(appeal, POWER);
        decide(appeal, "REPLACE", "targetUnit", SCIENCE);
        assertThat(driver.task(appeal, JointModel.SURVEY).unitCode()).isEqualTo(SCIENCE);
        driver.answer(appeal, JointModel.SURVEY, "science-1", "SURVEYED", "findings", "情况清楚");
        joint.opinion(appeal, SCIENCE);
        assertThat(driver.task(appeal, JointModel.DRAFT_PLAN).unitCode()).isEqualTo(SCIENCE);
    }

    @Test
    void nobodyFits_deskOwnsThePart_andCannotRefuse() {
        Appeal appeal = joint.convened(SCIENCE, URBAN);
        joint.refuse(appeal, SCIENCE);
        decide(appeal, "FALLBACK", "reason", "没有部门承担此项职责");
        joint.refuse(appeal, URBAN);
        driver.answer(appeal, JointModel.DECIDE_REFUSAL, "desk-1", "FALLBACK", "reason", "同上");

        assertThat(joint.tasks(appeal))
                .filteredOn(task -> task.taskKey().equals(JointModel.ACCEPT_PART)
                        && task.unitCode().equals(DESK))
                .hasSize(2)
                .first()
                .satisfies(task -> assertThatThrownBy(() -> driver.answer(task, "desk-1", "REFUSE", "reason", "也不归我"))
                        .hasMessageContaining("兜底"));
    }

    @Test
    void departmentThatRefusedBefore_cannotRefuseWhenItIsNamedAgain() {
        Appeal appeal = joint.convened(SCIENCE);
        joint.refuse(appeal, SCIENCE);
        decide(appeal, "REPLACE", "targetUnit", URBAN);
        joint.refuse(appeal, URBAN);
        decide(appeal, "REPLACE", "targetUnit", SCIENCE);
        assertThatThrownBy(() -> joint.refuse(appeal, SCIENCE)).hasMessageContaining("只能退回一次");
    }

    @Test
    void refusalAfterOneWorkingDay_isRefused() {
        Appeal appeal = joint.convened();
        driver.clock("2026-03-03T17:30");
        assertThatThrownBy(() -> joint.refuse(appeal, POWER)).hasMessageContaining("一个工作日");
        assertThat(joint.partStates(appeal)).containsExactly("NOTIFIED");
    }

    @Test
    void deskDoesNotDecideInTime_itIsRemindedAndTheMissIsRecorded() {
        Appeal appeal = joint.convened();
        joint.refuse(appeal, POWER);
        driver.passUntil(appeal, "2026-03-03T17:30");
        assertThat(driver.last(appeal, TimelineKind.BREACHED).unitCode()).isEqualTo(DESK);
        assertThat(joint.told(appeal, Notice.REMINDER)).containsExactly(DESK);
        decide(appeal, "UPHOLD", "reason", "职责清单已列明");
        assertThat(joint.task(appeal, JointModel.ACCEPT_PART, POWER)).isNotNull();
    }

    @Test
    void measuresWithTheirOwnDates_overdueOneClimbsTheRungs_lastOneEndsThePart() {
        Appeal appeal = joint.adopted(
                joint.file(),
                "measure1",
                "定方案",
                "measure1Day",
                "2026-03-04",
                "measure2",
                "施工",
                "measure2Day",
                "2026-03-20");
        assertThat(joint.measure(appeal, 0).dueAt()).isEqualTo(at("2026-03-04T17:30"));
        assertThat(joint.measure(appeal, 1).dueAt()).isEqualTo(at("2026-03-20T17:30"));
        assertThat(joint.told(appeal, Notice.MEASURE_DUE)).containsExactly(POWER, POWER);

        driver.passUntil(appeal, "2026-03-12T09:00");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).happenedAt()).isEqualTo(at("2026-03-04T17:30"));
        assertThat(driver.last(appeal, TimelineKind.SUPERVISED).happenedAt()).isEqualTo(at("2026-03-09T17:30"));
        assertThat(driver.last(appeal, TimelineKind.CENSURED).happenedAt()).isEqualTo(at("2026-03-11T17:30"));
        assertThat(jdbc.sql("select m.ordinal from breach b join measure m on m.id = b.measure_id"
                                + " where b.appeal_id = ?")
                        .param(appeal.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(0);

        joint.carryOut(appeal, 1);
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isFalse();
        joint.carryOut(appeal, 0);
        assertThat(joint.partStates(appeal)).containsExactly("DONE");
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isTrue();
    }

    @Test
    void measureDoneAfterTheReminder_noSupervisionFollows() {
        Appeal appeal = joint.adopted(joint.file(), "measure1", "定方案", "measure1Day", "2026-03-04", "measure2", "施工");
        driver.passUntil(appeal, "2026-03-05T09:00");
        joint.carryOut(appeal, 0);
        driver.passUntil(appeal, "2026-03-13T09:00");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.REMINDED).doesNotContain(TimelineKind.SUPERVISED);
        assertThat(joint.measure(appeal, 1).dueAt()).isEqualTo(at("2026-03-23T17:30"));
    }

    @Test
    void phased_everyMeasureNeedsItsDay_andMakesABatch() {
        Appeal appeal = joint.convene(joint.file(Signal.LONG_TERM));
        joint.accept(appeal, POWER);
        assertThatThrownBy(() -> joint.give(appeal, POWER, "measure1", "一期")).hasMessageContaining("措施一必须填写完成日期");
        assertThatThrownBy(() -> joint.give(appeal, POWER, "measure1Day", "2026-04-01"))
                .hasMessageContaining("没有内容");
        assertThatThrownBy(() -> joint.give(appeal, POWER, "measure1", "一期", "measure1Day", "2026-03-02"))
                .hasMessageContaining("今天以后");
        joint.give(
                appeal,
                POWER,
                "measure1",
                "一期",
                "measure1Day",
                "2026-03-31",
                "measure3",
                "二期",
                "measure3Day",
                "2026-04-30");
        assertThat(jdbc.sql("select batch from measure where appeal_id = ? order by ordinal")
                        .param(appeal.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
    }

    @Test
    void signaturesOvertakeAMeasuresDate_itGetsOneWorkingDay() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER, "measure1", "定方案", "measure1Day", "2026-03-04");
        driver.clock("2026-03-06T10:00");
        joint.draft(appeal);
        joint.signBoth(appeal);
        assertThat(joint.measure(appeal, 0).dueAt()).isEqualTo(at("2026-03-09T17:30"));
    }

    @Test
    void progressReported_measureGoesOn_andEndsWithTheLastOne() {
        Appeal appeal =
                joint.adopted(joint.file(), "measure1", "更换电表", "measure1Day", "2026-03-06", "measure1Count", 60);
        assertThatThrownBy(() -> progress(appeal, 61)).hasMessageContaining("0 到 60");
        progress(appeal, 44);
        assertThat(joint.measure(appeal, 0).dueAt()).isEqualTo(at("2026-03-06T17:30"));
        assertThat(driver.last(appeal, TimelineKind.PROGRESS_REPORTED).note()).startsWith("已完成 44，共 60");

        driver.passUntil(appeal, "2026-03-07T09:00");
        assertThat(driver.kinds(appeal)).containsOnlyOnce(TimelineKind.REMINDED);
        assertThatThrownBy(() -> progress(appeal, 43)).hasMessageContaining("44 到 60");
        progress(appeal, 50);
        assertThat(driver.kinds(appeal)).containsOnlyOnce(TimelineKind.REMINDED);
        progress(appeal, 60);
        assertThat(joint.partStates(appeal)).containsExactly("DONE");
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isTrue();
    }

    @Test
    void nothingIsCounted_progressIsRefused() {
        Appeal appeal = joint.adopted(joint.file(), "measure1", "定方案", "measure1Day", "2026-03-06");
        assertThatThrownBy(() -> progress(appeal, 1)).hasMessageContaining("没有计划数量");
    }

    @Test
    void twoMeasuresOfOnePartAreFinishedAtOnce_nobodyHasToRepeatIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            Appeal appeal = joint.adopted(joint.file(), "measure1", "定方案", "measure2", "施工");
            OpenTask first = joint.measure(appeal, 0);
            OpenTask second = joint.measure(appeal, 1);
            JointDriver.atOnce(
                    () -> driver.answer(first, "power-1", "DONE", "result", "已定"),
                    () -> driver.answer(second, "power-1", "DONE", "result", "已完工"));
            assertThat(joint.partStates(appeal)).containsExactly("DONE");
            assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.REPORT_BACK);
            assertThat(driver.timeline(appeal))
                    .filteredOn(entry -> entry.kind() == TimelineKind.MEASURE_DONE)
                    .hasSize(2);
        }
    }

    @Test
    void moreTimeForTheOpinion_districtsLeaderGrants_dueDateAndTimerMove() {
        Appeal appeal = joint.survey(joint.convened());
        joint.accept(appeal, POWER);
        extendOpinion(appeal, 2);
        OpenTask request = driver.task(appeal, LevelModel.DECIDE_EXTENSION);
        assertThat(request.unitCode()).isEqualTo(DISTRICT);
        assertThat(request.dueAt()).isEqualTo(at("2026-03-05T17:30"));
        assertThat(joint.told(appeal, Notice.EXTENSION_REQUESTED)).containsExactly(DISTRICT);
        driver.answer(request, "leader-1", "GRANT");

        assertThat(joint.task(appeal, JointModel.GIVE_OPINION, POWER).dueAt()).isEqualTo(at("2026-03-09T17:30"));
        assertThat(joint.told(appeal, Notice.EXTENSION_DECIDED)).containsExactly(POWER);
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-23T17:30"));
        assertThatThrownBy(() -> extendOpinion(appeal, 1)).hasMessageContaining("只能申请一次");
        driver.passUntil(appeal, "2026-03-09T17:29");
        assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.REMINDED);
        driver.passUntil(appeal, "2026-03-09T17:30");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(POWER);
    }

    @Test
    void moreTimeForTheOpinion_refused_theClockStays() {
        Appeal appeal = joint.survey(joint.convened());
        joint.accept(appeal, POWER);
        extendOpinion(appeal, 2);
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "REFUSE", "reason", "请抓紧");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.EXTENSION_REFUSED);
        assertThat(joint.task(appeal, JointModel.GIVE_OPINION, POWER).dueAt()).isEqualTo(at("2026-03-05T17:30"));
        driver.passUntil(appeal, "2026-03-05T17:30");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(POWER);
    }

    @Test
    void opinionOrMeasureIsDoneBeforeAnybodyDecides_requestLapses() {
        Appeal appeal = joint.survey(joint.convened());
        joint.accept(appeal, POWER);
        extendOpinion(appeal, 1);
        joint.give(appeal, POWER, "measure1", "定方案", "measure1Day", "2026-03-06");
        assertThat(driver.hasTask(appeal, LevelModel.DECIDE_EXTENSION)).isFalse();
        joint.draft(appeal);
        joint.signBoth(appeal);
        extendMeasure(appeal, 0, 2);
        assertThat(driver.hasTask(appeal, LevelModel.DECIDE_EXTENSION)).isTrue();
        joint.carryOut(appeal, 0);
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.REPORT_BACK);
        assertThat(driver.timeline(appeal))
                .filteredOn(entry -> entry.kind() == TimelineKind.EXTENSION_LAPSED)
                .hasSize(2);
    }

    @Test
    void requestComesTooLateOrAsksForTooMuch_isRefused_andNothingHappens() {
        Appeal appeal = joint.survey(joint.convened());
        joint.accept(appeal, POWER);
        assertThatThrownBy(() -> extendOpinion(appeal, 4)).hasMessageContaining("1 到 3 个工作日");
        driver.passUntil(appeal, "2026-03-05T17:30");
        assertThatThrownBy(() -> extendOpinion(appeal, 1)).hasMessageContaining("期限已到");
        joint.give(appeal, POWER, "measure1", "定方案", "measure1Day", "2026-03-20");
        joint.draft(appeal);
        joint.signBoth(appeal);
        assertThatThrownBy(() -> extendMeasure(appeal, 0, 2)).hasMessageContaining("不能晚于本件的办理期限（3月23日 17:30）");
        assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.EXTENSION_REQUESTED);
    }

    @Test
    void requestIsDecidedAfterItsOldTime_onlyRefusingIsPossible() {
        Appeal appeal = joint.survey(joint.convened());
        joint.accept(appeal, POWER);
        extendOpinion(appeal, 1);
        driver.passUntil(appeal, "2026-03-05T17:30");
        assertThatThrownBy(() -> driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "GRANT"))
                .hasMessageContaining("原期限已到");
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "REFUSE", "reason", "已逾期");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.EXTENSION_REFUSED);
    }

    @Test
    void moreTimeForOneOfTwoMeasures_onlyItsClockMoves() {
        Appeal appeal = joint.adopted(
                joint.file(),
                "measure1",
                "定方案",
                "measure1Day",
                "2026-03-06",
                "measure2",
                "施工",
                "measure2Day",
                "2026-03-06");
        extendMeasure(appeal, 1, 3);
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "GRANT");
        assertThat(joint.measure(appeal, 0).dueAt()).isEqualTo(at("2026-03-06T17:30"));
        assertThat(joint.measure(appeal, 1).dueAt()).isEqualTo(at("2026-03-11T17:30"));

        driver.passUntil(appeal, "2026-03-11T17:29");
        assertThat(overdueMeasures(appeal)).containsExactly(0);
        driver.passUntil(appeal, "2026-03-11T17:30");
        assertThat(overdueMeasures(appeal)).containsExactly(0, 1);
    }

    @Test
    void caseIsWithdrawnWhileARequestWaits_nothingIsLeftRunning() {
        Appeal appeal = joint.survey(joint.convened());
        joint.accept(appeal, POWER);
        extendOpinion(appeal, 1);
        closing.withdraw(appeal.number(), "已自行解决", "requester");
        assertThat(driver.instances(appeal)).isEmpty();
        assertThat(joint.tasks(appeal)).isEmpty();
    }

    @Test
    void measureLaterThanTheCase_isRefused_oneForItsLastDayIsDueWithIt() {
        Appeal appeal = joint.convened();
        joint.accept(appeal, POWER);
        assertThatThrownBy(() -> joint.give(appeal, POWER, "measure1", "施工", "measure1Day", "2026-03-24"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("不能晚于本件的办理期限（3月23日 17:30）");
        assertThat(joint.partStates(appeal)).containsExactly("ACCEPTED");
        joint.give(appeal, POWER, "measure1", "施工", "measure1Day", "2026-03-23");

        Appeal urgent = joint.convene(joint.file(Signal.OUTAGE));
        joint.accept(urgent, POWER);
        assertThatThrownBy(() -> joint.give(urgent, POWER, "measure1", "抢修", "measure1Day", "2026-03-05"))
                .hasMessageContaining("3月4日 10:00");
        joint.give(urgent, POWER, "measure1", "抢修", "measure1Day", "2026-03-04");
        assertThat(jdbc.sql("select due_at from measure where appeal_id = ?")
                        .param(urgent.id())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(at("2026-03-04T10:00"));
    }

    @Test
    void caseHasMoreTime_measuresThatWereDueWithItHaveToo() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER, "measure1", "定方案", "measure1Day", "2026-03-06", "measure2", "施工");
        driver.answer(appeal, JointModel.DRAFT_PLAN, "power-1", "EXTEND", "reason", "设备采购", "extensionAmount", 5);
        joint.draft(appeal);
        joint.signBoth(appeal);
        assertThat(joint.measure(appeal, 1).dueAt()).isEqualTo(at("2026-03-23T17:30"));
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "GRANT");
        assertThat(joint.measure(appeal, 0).dueAt()).isEqualTo(at("2026-03-06T17:30"));
        assertThat(joint.measure(appeal, 1).dueAt()).isEqualTo(at("2026-03-30T17:30"));
        joint.carryOut(appeal, 0);
        driver.passUntil(appeal, "2026-03-30T17:29");
        assertThat(overdueMeasures(appeal)).isEmpty();
        driver.passUntil(appeal, "2026-03-30T17:30");
        assertThat(overdueMeasures(appeal)).containsExactly(1);
    }

    private List<Integer> overdueMeasures(Appeal appeal) {
        return jdbc.sql("select m.ordinal from breach b join measure m on m.id = b.measure_id where b.appeal_id = ?"
                        + " order by m.ordinal")
                .param(appeal.id())
                .query(Integer.class)
                .list();
    }

    private void extendOpinion(Appeal appeal, int days) {
        extend(joint.task(appeal, JointModel.GIVE_OPINION, POWER), days);
    }

    private void extendMeasure(Appeal appeal, int ordinal, int days) {
        extend(joint.measure(appeal, ordinal), days);
    }

    private void extend(OpenTask task, int days) {
        driver.answer(task, "power-1", "EXTEND", "reason", "需等待设备到货", "extensionAmount", days);
    }

    private void progress(Appeal appeal, int achieved) {
        driver.answer(joint.measure(appeal, 0), "power-1", "PROGRESS", "achieved", achieved, "result", "按计划推进");
    }

    private void decide(Appeal appeal, String outcome, Object... fields) {
        driver.answer(appeal, JointModel.DECIDE_REFUSAL, "desk-1", outcome, fields);
    }
}
