package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.DESK;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GUIDANCE_GROUP;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.SCIENCE;
import static org.minqing.TestDirectory.STREET;
import static org.minqing.TestDirectory.URBAN;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.minqing.inbox.OpenTask;
import org.minqing.level.LevelModel;
import org.minqing.notification.Notice;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way through joint research. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel("jointResearch")
class JointResearchTest {

    private static final String CALL_BACK = "userTask_callBack";

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    JointService service;

    @Autowired
    ClosingService closing;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void researchNeeded_districtHoldsIt_deskConvenesBothLeads() {
        Appeal appeal = joint.file();
        assertThat(appeal.level()).isEqualTo(Level.JOINT);
        assertThat(appeal.levelUnit()).isEqualTo(DISTRICT);
        assertThat(appeal.dueAt()).isEqualTo(at("2026-03-23T17:30"));
        assertThat(driver.task(appeal, JointModel.CONVENE).unitCode()).isEqualTo(DESK);

        joint.convene(appeal, SCIENCE, URBAN);

        assertThat(joint.told(appeal, Notice.RESEARCH_CONVENED)).containsExactly(DESK, POWER, GUIDANCE_GROUP);
        assertThat(joint.told(appeal, Notice.PART_ASSIGNED)).containsExactly(POWER, SCIENCE, URBAN);
        assertThat(driver.task(appeal, JointModel.SURVEY).unitCode()).isEqualTo(POWER);
        assertThat(driver.task(appeal, JointModel.SURVEY).dueAt()).isEqualTo(at("2026-03-04T10:00"));
    }

    @Test
    void allOpinionsIn_bothSign_measuresDone_leadReportsBack_appealWaitsForCallBack() {
        Appeal appeal = joint.convened(SCIENCE, URBAN);
        joint.opinion(appeal, POWER, "measure1", "增容", "measure1Day", "2026-03-12");
        joint.opinion(appeal, SCIENCE);
        joint.survey(appeal);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isFalse();
        joint.opinion(appeal, URBAN);

        joint.draft(appeal);
        joint.signBoth(appeal);
        assertThat(joint.told(appeal, Notice.PLAN_TO_SIGN)).containsExactly(POWER, GUIDANCE_GROUP);
        assertThat(joint.told(appeal, Notice.PLAN_ADOPTED)).containsExactly(POWER, SCIENCE, URBAN);
        assertThat(joint.partStates(appeal)).containsExactly("OPINION", "DONE", "DONE");
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isFalse();
        joint.carryOut(appeal, 0);
        assertThat(joint.told(appeal, Notice.ALL_MEASURES_DONE)).containsExactly(POWER);
        joint.reportBack(appeal);

        Appeal resolved = driver.reload(appeal);
        assertThat(resolved.state()).isEqualTo(AppealState.CLOSING);
        assertThat(resolved.reply()).isEqualTo("供电容量已增加");
        assertThat(resolved.resolvedUnit()).isEqualTo(POWER);
        assertThat(resolved.resolvedLevel()).isEqualTo(Level.JOINT);
        assertThat(driver.last(appeal, TimelineKind.LEVEL_LEFT).outcome()).isEqualTo(LeftBy.RESOLVED.name());
        assertThat(driver.kinds(appeal)).contains(TimelineKind.REPORTED_BACK);
        assertThat(joint.researchStates(appeal)).containsExactly("REPORTED");
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(CALL_BACK);
    }

    @Test
    void oneDepartmentIsSilent_noPlan() {
        Appeal appeal = joint.survey(joint.convened(SCIENCE));
        joint.opinion(appeal, POWER);
        joint.accept(appeal, SCIENCE);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isFalse();

        joint.give(appeal, SCIENCE);
        assertThat(driver.task(appeal, JointModel.DRAFT_PLAN).unitCode()).isEqualTo(POWER);
    }

    @Test
    void twoDepartmentsAnswerAtOnce_exactlyOnePlanTask() throws Exception {
        for (int round = 0; round < 5; round++) {
            Appeal appeal = joint.survey(joint.convened(SCIENCE));
            joint.accept(appeal, POWER);
            joint.accept(appeal, SCIENCE);
            OpenTask power = joint.task(appeal, JointModel.GIVE_OPINION, POWER);
            OpenTask science = joint.task(appeal, JointModel.GIVE_OPINION, SCIENCE);

            JointDriver.atOnce(
                    () -> driver.answer(power, "power-1", "OPINION", "opinion", "可以增容"),
                    () -> driver.answer(science, "science-1", "OPINION", "opinion", "可以配合"));

            assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.DRAFT_PLAN);
        }
    }

    @Test
    void twoDepartmentsFinishTheirMeasuresAtOnce_exactlyOneReport() throws Exception {
        Appeal appeal = joint.survey(joint.convened(SCIENCE));
        joint.opinion(appeal, POWER, "measure1", "增容");
        joint.opinion(appeal, SCIENCE, "measure1", "错峰");
        joint.draft(appeal);
        joint.signBoth(appeal);
        OpenTask power = joint.task(appeal, JointModel.CARRY_OUT_MEASURE, POWER);
        OpenTask science = joint.task(appeal, JointModel.CARRY_OUT_MEASURE, SCIENCE);

        JointDriver.atOnce(
                () -> driver.answer(power, "power-1", "DONE", "result", "已增容"),
                () -> driver.answer(science, "science-1", "DONE", "result", "已错峰"));

        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.REPORT_BACK);
    }

    @Test
    void eitherLeadSendsThePlanBack_noSignatureStands() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER);
        joint.draft(appeal);
        driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "power-1", "SEND_BACK", "reason", "费用不明");
        assertThat(driver.last(appeal, TimelineKind.SENT_BACK).unitCode()).isEqualTo(POWER);

        joint.draft(appeal);
        driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "power-1", "SIGN");
        driver.answer(appeal, JointModel.SIGN_BY_GROUP, "guide-1", "SEND_BACK", "reason", "工期太长");
        assertThat(driver.last(appeal, TimelineKind.SENT_BACK).unitCode()).isEqualTo(GUIDANCE_GROUP);
        assertThat(joint.told(appeal, Notice.PLAN_SENT_BACK)).containsExactly(POWER, POWER);

        joint.draft(appeal);
        assertThat(driver.hasTask(appeal, JointModel.SIGN_BY_GROUP)).isFalse();
        joint.signBoth(appeal);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.PLAN_ADOPTED);
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isTrue();
    }

    @Test
    void strangerToTheUnit_cannotSignForIt() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER);
        joint.draft(appeal);
        assertThatThrownBy(() -> driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "guide-1", "SIGN"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("武昌区供电公司");
        driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "power-1", "SIGN");
        assertThatThrownBy(() -> driver.answer(appeal, JointModel.SIGN_BY_GROUP, "power-1", "SIGN"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("武昌区第一指导组");
        assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.PLAN_ADOPTED);
    }

    @Test
    void bothLeadsLoseTheirPeople_onePersonCannotSignTwice_norTwoOfOneUnit() {
        joint.unit("420106-GAS", "DEPARTMENT", null);
        joint.unit("420106-GUIDE-7", "GUIDANCE_GROUP", "guide-7");
        Appeal appeal = joint.file();
        driver.answer(
                appeal,
                JointModel.CONVENE,
                "desk-1",
                "CONVENE",
                "leadDepartment",
                "420106-GAS",
                "guidanceGroup",
                "420106-GUIDE-7",
                "departments",
                "420106-GAS");
        driver.answer(appeal, JointModel.SURVEY, "desk-1", "SURVEYED", "findings", "现场情况清楚");
        joint.opinion(appeal, DESK);
        driver.answer(appeal, JointModel.DRAFT_PLAN, "desk-1", "DRAFT", "plan", "改造管线");
        joint.leaves("guide-7");
        driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "desk-1", "SIGN");

        assertThat(driver.task(appeal, JointModel.SIGN_BY_GROUP).unitCode()).isEqualTo(DESK);
        assertThatThrownBy(() -> driver.answer(appeal, JointModel.SIGN_BY_GROUP, "desk-1", "SIGN"))
                .hasMessageContaining("两个人签字");
        assertThatThrownBy(() -> driver.answer(appeal, JointModel.SIGN_BY_GROUP, "desk-2", "SIGN"))
                .hasMessageContaining("两个不同单位");
        joint.unit("420106-GUIDE-7", "GUIDANCE_GROUP", "guide-7b");
        driver.answer(appeal, JointModel.SIGN_BY_GROUP, "guide-7b", "SIGN");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.PLAN_ADOPTED);
    }

    @Test
    void unfitLeadsOrDepartments_areRefused_andNothingHappens() {
        Appeal appeal = joint.file();
        joint.unit("420106-GAS", "DEPARTMENT", null);
        assertThatThrownBy(() -> convene(appeal, POWER, POWER, SCIENCE)).hasMessageContaining("不能牵头");
        assertThatThrownBy(() -> convene(appeal, DESK, DESK, SCIENCE)).hasMessageContaining("两个不同的单位");
        assertThatThrownBy(() -> convene(appeal, "420106-GAS", DESK, SCIENCE)).hasMessageContaining("同一单位代办");
        assertThatThrownBy(() -> convene(appeal, STREET, GUIDANCE_GROUP, SCIENCE))
                .hasMessageContaining("不是武昌区的职能部门");
        assertThatThrownBy(() -> convene(appeal, POWER, GUIDANCE_GROUP, "420111-DISPATCH"))
                .hasMessageContaining("不是武昌区的职能部门");
        assertThat(joint.partStates(appeal)).isEmpty();
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(JointModel.CONVENE);
    }

    @Test
    void noDepartmentKnown_deskLeadsUntilItNamesOne() {
        Appeal appeal = joint.file("1201");
        driver.answer(appeal, JointModel.CONVENE, "desk-1", "CONVENE", "departments", SCIENCE);
        assertThat(driver.task(appeal, JointModel.SURVEY).unitCode()).isEqualTo(DESK);
        assertThat(joint.task(appeal, JointModel.ACCEPT_PART, DESK).dueAt()).isEqualTo(at("2026-03-05T17:30"));
    }

    @Test
    void surveyNotHeldWithin48Hours_bothLeadsAreReminded_surveyStaysOpen() {
        Appeal appeal = joint.convened();
        driver.passUntil(appeal, "2026-03-04T10:00");
        assertThat(driver.last(appeal, TimelineKind.SURVEY_OVERDUE).happenedAt())
                .isEqualTo(at("2026-03-04T10:00"));
        assertThat(joint.told(appeal, Notice.SURVEY_DUE)).containsExactly(POWER, GUIDANCE_GROUP);
        joint.survey(appeal);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.SURVEYED);
    }

    @Test
    void jointDeadlinePasses_districtIsRemindedSupervisedCensured_andTheWorkGoesOn() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER);
        driver.passUntil(appeal, "2026-03-24T09:00");
        assertThat(driver.last(appeal, TimelineKind.WARNED).happenedAt()).isEqualTo(at("2026-03-23T08:30"));
        assertThat(joint.told(appeal, Notice.WARNING)).containsExactly(DISTRICT, POWER);
        assertThat(driver.last(appeal, TimelineKind.BREACHED).happenedAt()).isEqualTo(at("2026-03-23T17:30"));
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(DISTRICT);
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT");

        driver.passUntil(appeal, "2026-03-31T09:00");
        assertThat(driver.last(appeal, TimelineKind.SUPERVISED).happenedAt()).isEqualTo(at("2026-03-26T17:30"));
        assertThat(driver.last(appeal, TimelineKind.CENSURED).happenedAt()).isEqualTo(at("2026-03-30T17:30"));
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.JOINT);

        joint.draft(appeal);
        joint.signBoth(appeal);
        joint.reportBack(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void levelWasOverdueBeforeTheBatchesWereDated_itsRungsEnd_theNewTimeIsKept() {
        Appeal appeal = joint.file(Signal.LONG_TERM);
        joint.convene(appeal);
        joint.survey(appeal);
        joint.opinion(appeal, POWER, "measure1", "加装第一批电梯", "measure1Day", "2026-12-31");
        driver.passUntil(appeal, "2026-05-04T09:00");
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT");
        joint.draft(appeal);
        joint.signBoth(appeal);
        driver.passUntil(appeal, "2026-12-31T09:00");
        assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        driver.passUntil(appeal, "2027-01-20T09:00");
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT", "JOINT");
        assertThat(driver.timeline(appeal))
                .anySatisfy(entry -> assertThat(entry)
                        .returns(TimelineKind.SUPERVISED, TimelineEntry::kind)
                        .returns(DISTRICT, TimelineEntry::unitCode));
    }

    @Test
    void levelWasCensuredBeforeTheBatchesWereDated_theNewTimeIsKeptToo() {
        Appeal appeal = joint.file(Signal.LONG_TERM);
        joint.convene(appeal);
        joint.survey(appeal);
        joint.opinion(appeal, POWER, "measure1", "加装第一批电梯", "measure1Day", "2026-12-31");
        driver.passUntil(appeal, "2026-05-20T09:00");
        assertThat(driver.kinds(appeal)).containsOnlyOnce(TimelineKind.CENSURED);
        joint.draft(appeal);
        joint.signBoth(appeal);
        driver.passUntil(appeal, "2026-12-31T17:29");
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT");
        driver.passUntil(appeal, "2027-01-20T09:00");
        assertThat(joint.breachedLevels(appeal)).containsExactly("JOINT", "JOINT");
        assertThat(driver.timeline(appeal))
                .filteredOn(entry -> entry.kind() == TimelineKind.CENSURED
                        && entry.unitCode().equals(DISTRICT))
                .hasSize(2);
    }

    @Test
    void reportedBackAfterTheDeadline_supervisionStops() {
        Appeal appeal = joint.adopted(joint.file());
        driver.passUntil(appeal, "2026-03-25T09:00");
        joint.reportBack(appeal);
        driver.passUntil(appeal, "2026-03-31T09:00");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.BREACHED).doesNotContain(TimelineKind.SUPERVISED);
    }

    @Test
    void departmentAddedDuringTheSurvey_isWaitedFor() {
        Appeal appeal = joint.convened();
        joint.opinion(appeal, POWER);
        driver.answer(appeal, JointModel.SURVEY, "power-1", "SURVEYED", "findings", "占用绿化带", "addDepartments", URBAN);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isFalse();
        joint.opinion(appeal, URBAN);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isTrue();
    }

    @Test
    void departmentAddedWhileThePlanIsDrafted_planWaitsForItsOpinion() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER);
        service.addDepartment(appeal.id(), SCIENCE, "power-1");
        assertThatThrownBy(() -> joint.draft(appeal)).hasMessageContaining("还有部门没有提出意见");
        assertThatThrownBy(() -> service.addDepartment(appeal.id(), SCIENCE, "power-1"))
                .hasMessageContaining("已参加");

        joint.opinion(appeal, SCIENCE);
        joint.draft(appeal);
        assertThatThrownBy(() -> service.addDepartment(appeal.id(), URBAN, "power-1"))
                .hasMessageContaining("方案提交签字之前");
        joint.signBoth(appeal);
        assertThat(joint.partStates(appeal)).containsExactly("DONE", "DONE");
    }

    @Test
    void extensionGrantedByTheDistrictsLeader_dueDateAndTimersMove() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER);
        extend(appeal, 5);
        assertThat(driver.task(appeal, LevelModel.DECIDE_EXTENSION).unitCode()).isEqualTo(DISTRICT);
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "GRANT");

        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-30T17:30"));
        assertThat(driver.task(appeal, JointModel.DRAFT_PLAN).dueAt()).isEqualTo(at("2026-03-30T17:30"));
        driver.passUntil(appeal, "2026-03-30T17:29");
        assertThat(driver.last(appeal, TimelineKind.WARNED).happenedAt()).isEqualTo(at("2026-03-30T08:30"));
        assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.BREACHED);
        driver.passUntil(appeal, "2026-03-30T17:30");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.BREACHED);
    }

    @Test
    void extensionGrantedAfterTheWarning_deadlineTimerMoves() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, POWER);
        driver.passUntil(appeal, "2026-03-23T09:00");
        extend(appeal, 1);
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "leader-1", "GRANT");
        driver.passUntil(appeal, "2026-03-24T17:29");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.WARNED).doesNotContain(TimelineKind.BREACHED);
        driver.passUntil(appeal, "2026-03-24T17:30");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.BREACHED);
    }

    @Test
    void requesterWithdraws_everyPartEndsWithTheResearch() {
        Appeal appeal = joint.convened(SCIENCE);
        joint.opinion(appeal, POWER);
        closing.withdraw(appeal.number(), "已自行解决", "requester");

        assertThat(joint.partStates(appeal)).containsExactly("ENDED", "ENDED");
        assertThat(joint.researchStates(appeal)).containsExactly("ENDED");
        assertThat(driver.timeline(appeal))
                .filteredOn(entry -> entry.kind() == TimelineKind.PART_ENDED)
                .hasSize(2);
        assertThat(joint.told(appeal, Notice.WITHDRAWN)).contains(POWER, SCIENCE);
        assertThat(joint.tasks(appeal)).isEmpty();
        assertThat(driver.instances(appeal)).isEmpty();
    }

    @Test
    void sourceRepliesWhileMeasuresRun_partsEnd_appealGoesToClosing() {
        Appeal appeal = joint.adopted(joint.file(), "measure1", "增容", "measure1Day", "2026-03-12");
        driver.passUntil(appeal, "2026-03-13T09:00");
        closing.sourceReplied(appeal.number(), "已由市供电公司答复", "source:test");

        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(joint.partStates(appeal)).containsExactly("ENDED");
        assertThat(joint.tasks(appeal)).extracting(OpenTask::taskKey).containsExactly(CALL_BACK);
        assertThat(driver.instances(appeal)).hasSize(2);
    }

    @Test
    void bothLeadsEndTheMeasuresEarly_theResultIsReportedBack() {
        Appeal appeal = joint.adopted(joint.file(), "measure1", "增容", "measure1Day", "2026-03-12");
        driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY", "reason", "用户已搬迁");
        driver.answer(appeal, JointModel.AGREE_EARLY_END, "guide-1", "SIGN");
        joint.reportBack(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(driver.instances(appeal)).hasSize(2);
    }

    @Test
    void reopenedFromTheJointLevel_aNewRoundBegins() {
        Appeal appeal = joint.adopted(joint.file());
        joint.reportBack(appeal);
        driver.answer(appeal, CALL_BACK, "desk-1", "UNSATISFIED", "comment", "仍然跳闸");

        assertThat(driver.reload(appeal).level()).isEqualTo(Level.JOINT);
        assertThat(joint.researchStates(appeal)).containsExactly("REPORTED", "OPENED");
        joint.convene(appeal);
        assertThat(joint.partStates(appeal)).containsExactly("DONE", "NOTIFIED");
    }

    @Test
    void dangerAtTheJointLevel_warnedAtFourFifthsOf48Hours() {
        Appeal appeal = joint.file(Signal.OUTAGE);
        assertThat(appeal.dueAt()).isEqualTo(at("2026-03-04T10:00"));
        driver.passUntil(appeal, "2026-03-04T09:00");
        assertThat(driver.last(appeal, TimelineKind.WARNED).happenedAt()).isEqualTo(at("2026-03-04T00:24"));
    }

    private void convene(Appeal appeal, String lead, String group, String departments) {
        driver.answer(
                appeal,
                JointModel.CONVENE,
                "desk-1",
                "CONVENE",
                "leadDepartment",
                lead,
                "guidanceGroup",
                group,
                "departments",
                departments);
    }

    private void extend(Appeal appeal, int days) {
        driver.answer(appeal, JointModel.DRAFT_PLAN, "power-1", "EXTEND", "reason", "设备采购周期长", "extensionAmount", days);
    }
}
