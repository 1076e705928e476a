package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.DESK;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.GUIDANCE_GROUP;
import static org.minqing.TestDirectory.OTHER_GRID;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.SCIENCE;
import static org.minqing.TestDirectory.STREET;
import static org.minqing.TestDirectory.URBAN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.minqing.rest.ApiClient;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ten stories of cases that several units solve together, from the first word to the last. */
@MinqingTest
class JointScenariosTest {

    private static final String HANDLE = "userTask_handleAppeal";
    private static final String CALL_BACK = "userTask_callBack";

    @LocalServerPort
    int port;

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    JointService research;

    @Autowired
    ClosingService closing;

    @Autowired
    TestUsers users;

    @Test
    void universitysPowerSupply_surveyedMidMay_reportedSolvedOnTheSecondOfJune() {
        driver.clock("2026-05-06T09:30");
        Appeal appeal = joint.file();
        assertThat(appeal.level()).isEqualTo(Level.JOINT);

        driver.clock("2026-05-12T09:00");
        joint.convene(appeal, SCIENCE);
        driver.clock("2026-05-13T10:00");
        driver.answer(
                appeal,
                JointModel.SURVEY,
                "power-1",
                "SURVEYED",
                "findings",
                "专线容量不足，大科学装置无法投用",
                "onSite",
                SCIENCE + "," + GUIDANCE_GROUP);
        assertThat(driver.last(appeal, TimelineKind.SURVEYED).toUnitCode()).isEqualTo(GUIDANCE_GROUP);
        joint.opinion(appeal, SCIENCE);
        joint.opinion(appeal, POWER, "measure1", "新建一回专线");
        driver.clock("2026-05-15T10:00");
        driver.answer(appeal, JointModel.DRAFT_PLAN, "power-1", "EXTEND", "reason", "专线施工需要时间", "extensionAmount", 5);
        driver.answer(appeal, "userTask_decideExtension", "leader-1", "GRANT");
        joint.draft(appeal);
        joint.signBoth(appeal);

        driver.passUntil(appeal, "2026-05-28T16:00");
        joint.carryOut(appeal, 0);
        joint.reportBack(appeal);
        driver.passUntil(appeal, "2026-06-02T09:00");
        closing.rate(appeal.number(), Rating.SATISFIED, "供电已满足", "requester");

        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.BREACHED, TimelineKind.SURVEY_OVERDUE);
        assertThat(record(appeal).departments())
                .extracting(one -> one.onSiteAt().toString())
                .containsExactly("2026-05-13T10:00+08:00", "2026-05-13T10:00+08:00");
    }

    @Test
    void liftsForOldHouses_threeBatches_theCaseStaysOpenUntilTheLastLift() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = lifts();
        joint.carryOut(appeal, 0);
        driver.answer(joint.measure(appeal, 1), "power-1", "PROGRESS", "achieved", 64, "result", "第二批过半");
        assertThat(record(appeal).achieved() + " / " + record(appeal).planned()).isEqualTo("144 / 175");
        assertThat(driver.hasTask(appeal, JointModel.REPORT_BACK)).isFalse();
        joint.carryOut(appeal, 1);
        joint.reportBack(appeal);
        driver.answer(appeal, CALL_BACK, "desk-1", "SATISFIED");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
    }

    @Test
    void restOfTheHousesIsTornDown_bothLeadsEndTheMeasuresWithAReason() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = lifts();
        joint.carryOut(appeal, 0);
        driver.answer(appeal, JointModel.FOLLOW_MEASURES, "power-1", "END_EARLY", "reason", "其余楼栋列入征收");
        driver.answer(appeal, JointModel.AGREE_EARLY_END, "guide-1", "SIGN");
        joint.reportBack(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(record(appeal).achieved()).isEqualTo(80);
        assertThat(record(appeal).endingReason()).isEqualTo("其余楼栋列入征收");
    }

    @Test
    void cableHangsOverTheStreet_theStreetWhistles_thePowerCompanyIsThereWithinHalfAnHour() {
        driver.clock("2026-03-02T21:00");
        Appeal appeal = driver.file("电线垂落", GRID, Signal.OUTAGE, Signal.CROSS_DEPARTMENT);
        driver.answer(appeal, HANDLE, "street-1", "WHISTLE", "departments", POWER + "," + URBAN, "reason", "电线垂落路面");
        driver.passUntil(appeal, "2026-03-02T21:20");
        joint.come(appeal, POWER);
        driver.passUntil(appeal, "2026-03-02T21:40");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(URBAN);
        joint.come(appeal, URBAN);
        driver.answer(joint.task(appeal, "userTask_rateAnswer", STREET, 0), "street-1", "SATISFIED");
        driver.answer(
                joint.task(appeal, "userTask_rateAnswer", STREET, 0), "street-1", "UNSATISFIED", "comment", "到场太晚");
        driver.answer(appeal, HANDLE, "street-1", "RESOLVE", "reply", "电线已加固");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.WHISTLE_OVER);
    }

    @Test
    void nobodyWantsIt_eachRefusesOnce_theDeskOwnsItInTheEnd() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = joint.convened(SCIENCE);
        joint.refuse(appeal, SCIENCE);
        driver.answer(appeal, JointModel.DECIDE_REFUSAL, "desk-1", "REPLACE", "targetUnit", URBAN);
        joint.refuse(appeal, URBAN);
        driver.answer(appeal, JointModel.DECIDE_REFUSAL, "desk-1", "FALLBACK", "reason", "职责清单均未列明");
        joint.opinion(appeal, DESK);
        joint.opinion(appeal, POWER);
        joint.survey(appeal);
        joint.draft(appeal);
        joint.signBoth(appeal);
        joint.reportBack(appeal);
        assertThat(record(appeal).departments())
                .extracting(one -> one.unit().code() + " " + one.label())
                .containsExactly(POWER + " 已完成", SCIENCE + " 已改派", URBAN + " 已改派", DESK + " 已完成");
    }

    @Test
    void neighboursAskTheSame_oneAnswerForAll_eachIsCalledBack() {
        driver.clock("2026-03-02T10:00");
        Appeal main = joint.fileAbout(GRID);
        joint.adopted(main);
        Appeal neighbour = join(main, OTHER_GRID, "grid-2");
        Appeal mistaken = join(main, GRID, "grid-1");
        driver.answer(mistaken, "userTask_followSharedAnswer", "desk-1", "UNJOIN", "reason", "反映的是路灯");
        joint.reportBack(main);

        assertThat(driver.reload(neighbour).reply())
                .isEqualTo(driver.reload(main).reply());
        driver.answer(main, CALL_BACK, "desk-1", "SATISFIED");
        driver.answer(neighbour, CALL_BACK, "desk-2", "SATISFIED");
        assertThat(driver.reload(neighbour).state()).isEqualTo(AppealState.CLOSED);
        assertThat(driver.reload(mistaken).level()).isEqualTo(Level.GRID);
        assertThat(driver.kinds(mistaken)).containsSubsequence(TimelineKind.JOINED, TimelineKind.UNJOINED);
    }

    @Test
    void leadersWorkingGroupAnswersABatchInOneSitting() {
        driver.clock("2026-03-02T10:00");
        Appeal lamp = driver.file(GRID);
        Appeal road = driver.file("道路破损", OTHER_GRID);
        ApiClient leader = ApiClient.basic(port, users.officer("leader-1"), TestUsers.PASSWORD);
        ApiClient.Answer sitting = leader.post(
                "/api/v1/train-sittings",
                "{\"leader\": \"leader-1\", \"appeals\": [\"%s\", \"%s\"]}".formatted(lamp.number(), road.number()));
        assertThat(sitting.body().path("livelihood").asInt()).isEqualTo(2);
        driver.answer(lamp, "userTask_answerOnTheSpot", "leader-1", "SETTLE", "reply", "已当场安排更换");
        driver.answer(
                road,
                "userTask_answerOnTheSpot",
                "leader-1",
                "PROMISE",
                "reply",
                "两周内修复",
                "targetUnit",
                URBAN,
                "promiseDay",
                "2026-03-16");
        driver.passUntil(road, "2026-03-13T15:00");
        driver.answer(road, "userTask_keepPromise", "urban-1", "DONE", "result", "路面已修复");
        for (Appeal appeal : List.of(lamp, road)) {
            driver.answer(appeal, CALL_BACK, "desk-1", "SATISFIED");
            assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
            assertThat(driver.kinds(appeal)).doesNotContain(TimelineKind.BREACHED);
        }
    }

    @Test
    void leaderTakesAHardCaseToTheResident_ordersADepartment_andTellsTheResult() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = driver.file("多年占道经营", GRID);
        ApiClient leader = ApiClient.basic(port, users.officer("leader-1"), TestUsers.PASSWORD);
        leader.post("/api/v1/appeals/" + appeal.number() + "/leader-case", "{\"reason\": \"居民多次反映\"}");
        driver.answer(appeal, "userTask_visitRequester", "leader-1", "VISITED", "findings", "与居民当面核实");
        driver.answer(appeal, "userTask_decideCase", "leader-1", "ORDER", "targetUnit", URBAN, "instruction", "当日清理");
        driver.answer(appeal, "userTask_carryOutOrder", "urban-1", "DONE", "result", "已清理");
        driver.answer(appeal, "userTask_decideCase", "leader-1", "RESOLVE", "reply", "占道已清理并长期值守");
        driver.answer(appeal, CALL_BACK, "desk-1", "SATISFIED");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        assertThat(leader.get("/api/v1/appeals/" + appeal.number())
                        .body()
                        .path("leaderLed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void silentDepartment_isRemindedSupervisedCensured_andTheResearchWaitsForIt() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = joint.survey(joint.convened(SCIENCE));
        joint.opinion(appeal, POWER);
        driver.passUntil(appeal, "2026-03-13T09:00");
        assertThat(driver.kinds(appeal))
                .containsSubsequence(TimelineKind.REMINDED, TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        assertThat(driver.hasTask(appeal, JointModel.DRAFT_PLAN)).isFalse();
        joint.opinion(appeal, SCIENCE);
        joint.draft(appeal);
        joint.signBoth(appeal);
        joint.reportBack(appeal);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void requesterIsNotSatisfied_aSecondRoundUnderAnotherLeadSolvesIt() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = joint.adopted(joint.file());
        joint.reportBack(appeal);
        driver.answer(appeal, CALL_BACK, "desk-1", "UNSATISFIED", "comment", "仍然跳闸");
        driver.answer(appeal, JointModel.CONVENE, "desk-1", "CONVENE", "leadDepartment", SCIENCE, "departments", POWER);
        driver.answer(appeal, JointModel.SURVEY, "science-1", "SURVEYED", "findings", "负荷超出预期", "onSite", POWER);
        joint.opinion(appeal, SCIENCE);
        joint.opinion(appeal, POWER);
        driver.answer(appeal, JointModel.DRAFT_PLAN, "science-1", "DRAFT", "plan", "分时使用并增容");
        driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "science-1", "SIGN");
        driver.answer(appeal, JointModel.SIGN_BY_GROUP, "guide-1", "SIGN");
        driver.answer(appeal, JointModel.REPORT_BACK, "science-1", "RESOLVE", "reply", "已增容");
        driver.answer(appeal, CALL_BACK, "desk-1", "SATISFIED");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        assertThat(research.records(appeal.number()))
                .extracting(one -> one.round() + " " + one.leadDepartment().code())
                .containsExactly("2 " + SCIENCE, "1 " + POWER);
    }

    private Appeal lifts() {
        return joint.adopted(
                joint.file(Signal.LONG_TERM),
                "measure1",
                "第一批加装电梯",
                "measure1Day",
                "2026-03-31",
                "measure1Count",
                80,
                "measure2",
                "第二批加装电梯",
                "measure2Day",
                "2026-04-30",
                "measure2Count",
                95);
    }

    private Appeal join(Appeal main, String grid, String officer) {
        Appeal appeal = driver.file("我家也经常跳闸", grid);
        driver.answer(appeal, HANDLE, officer, "JOIN", "sameAs", main.number(), "reason", "反映同一问题");
        return appeal;
    }

    private ResearchRecord record(Appeal appeal) {
        return research.records(appeal.number()).get(0);
    }
}
