package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.SCIENCE;
import static org.minqing.TestDirectory.STREET;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.minqing.rest.ApiClient;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole map, from the stairs to the rating. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel("appealHandling")
class AppealHandlingTest {

    private static final String HANDLE = "userTask_handleAppeal";
    private static final String CALL_BACK = "userTask_callBack";

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    ClosingService closing;

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void nobodyActs_appealClimbsEveryLevelByTheClock_andIsSupervisedAndCensuredAtTheTop() {
        Appeal appeal = driver.file(GRID);
        driver.passUntil(appeal, "2026-05-01T00:00");

        assertThat(left(appeal)).containsExactly("GRID DEADLINE", "COMMUNITY DEADLINE", "STREET DEADLINE");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.JOINT);
        assertThat(driver.reload(appeal).levelUnit()).isEqualTo(DISTRICT);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.OPEN);
    }

    @Test
    void everyLevelPassesItOn_jointResearchSolvesIt_requesterIsSatisfied_caseIsClosed() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, HANDLE, "grid-1", "ESCALATE", "reason", "涉及供电容量");
        driver.answer(appeal, HANDLE, "community-1", "ESCALATE", "reason", "涉及供电容量");
        driver.answer(appeal, HANDLE, "street-1", "ESCALATE", "reason", "需多部门会商");
        throughJoint(appeal);
        driver.answer(appeal, CALL_BACK, "desk-2", "SATISFIED");

        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        assertThat(driver.instances(appeal)).isEmpty();
        assertThat(left(appeal))
                .containsExactly("GRID ESCALATED", "COMMUNITY ESCALATED", "STREET ESCALATED", "JOINT RESOLVED");
    }

    @Test
    void requesterIsNeverSatisfied_eachTimeItIsReopenedOneLevelUp_theLastTimeWithANewJointRound() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, HANDLE, "grid-1", "RESOLVE", "reply", "已处理");
        driver.answer(appeal, CALL_BACK, "desk-1", "UNSATISFIED", "comment", "没有解决");
        driver.answer(appeal, HANDLE, "community-1", "RESOLVE", "reply", "已处理");
        driver.answer(appeal, CALL_BACK, "desk-1", "UNSATISFIED", "comment", "没有解决");
        driver.answer(appeal, HANDLE, "street-1", "RESOLVE", "reply", "已处理");
        driver.answer(appeal, CALL_BACK, "desk-1", "UNSATISFIED", "comment", "没有解决");
        throughJoint(appeal);
        driver.answer(appeal, CALL_BACK, "desk-2", "UNSATISFIED", "comment", "没有解决");

        assertThat(driver.reload(appeal).level()).isEqualTo(Level.JOINT);
        assertThat(driver.reload(appeal).round()).isEqualTo(5);
        assertThat(driver.hasTask(appeal, JointModel.CONVENE)).isTrue();
        assertThat(left(appeal))
                .containsExactly("GRID RESOLVED", "COMMUNITY RESOLVED", "STREET RESOLVED", "JOINT RESOLVED");
    }

    @Test
    void severalDepartmentsConcerned_appealStartsAtTheStreet() {
        Appeal appeal = driver.file(GRID, Signal.CROSS_DEPARTMENT);
        assertThat(appeal.level()).isEqualTo(Level.STREET);
        assertThat(appeal.levelUnit()).isEqualTo(STREET);
        assertThat(appeal.dueAt()).isEqualTo(ProcessDriver.at("2026-03-09T17:30"));
    }

    @Test
    void streetWhistlesForADepartment_itComesWhileTheStreetGoesOn() {
        Appeal appeal = driver.file(GRID, Signal.CROSS_DEPARTMENT);
        driver.answer(appeal, HANDLE, "street-1", "WHISTLE", "departments", POWER, "reason", "需现场会商");
        driver.answer(appeal, "userTask_confirmArrival", "power-1", "ARRIVED");
        driver.answer(appeal, "userTask_giveAnswer", "power-1", "ANSWER", "answer", "当场抢修");
        driver.answer(appeal, "userTask_rateAnswer", "street-1", "SATISFIED");
        driver.answer(appeal, HANDLE, "street-1", "RESOLVE", "reply", "已现场解决");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void leaderTakesTheCase_handsItBack_takesItOnTheTrain_andSettlesIt() {
        Appeal appeal = driver.file(GRID);
        ApiClient leader = ApiClient.basic(port, users.officer("leader-1"), TestUsers.PASSWORD);
        ApiClient street = ApiClient.basic(port, users.officer("street-1"), TestUsers.PASSWORD);
        String take = "/api/v1/appeals/" + appeal.number() + "/leader-case";
        assertThat(street.post(take, null).status()).isEqualTo(403);
        assertThat(leader.post(take, null).status()).isEqualTo(204);
        driver.answer(appeal, "userTask_visitRequester", "leader-1", "VISITED", "findings", "与居民座谈");
        driver.answer(appeal, "userTask_decideCase", "leader-1", "HAND_BACK", "reason", "列入直通车");
        ApiClient.Answer sitting = leader.post(
                "/api/v1/train-sittings",
                "{\"leader\": \"leader-1\", \"appeals\": [\"%s\"]}".formatted(appeal.number()));
        assertThat(sitting.status()).isEqualTo(201);
        assertThat(leader.get("/api/v1/train-sittings").raw().body()).isNotEmpty();
        driver.answer(appeal, "userTask_answerOnTheSpot", "leader-1", "SETTLE", "reply", "已当场解决");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void appealJoinsResearch_leavesIt_joinsAgain_andIsAnsweredWithIt() {
        Appeal main = joint.adopted(joint.fileAbout(GRID));
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, HANDLE, "grid-1", "JOIN", "sameAs", main.number(), "reason", "同一问题");
        driver.answer(appeal, "userTask_followSharedAnswer", "desk-1", "UNJOIN", "reason", "先核实");
        driver.answer(appeal, HANDLE, "grid-1", "JOIN", "sameAs", main.number(), "reason", "确为同一问题");
        joint.reportBack(main);
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);

        Appeal other = joint.adopted(joint.fileAbout(GRID));
        Appeal answered = driver.file(GRID);
        driver.answer(answered, HANDLE, "grid-1", "JOIN", "sameAs", other.number(), "reason", "同一问题");
        closing.sourceReplied(answered.number(), "您好，已处理。", "source:test");
        assertThat(driver.reload(answered).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void sourceChannelRepliesDuringJointResearch_partsEndWithIt() {
        Appeal appeal = joint.convened(SCIENCE);
        closing.sourceReplied(appeal.number(), "您好，已处理。", "source:test");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(joint.tasks(appeal)).extracting(task -> task.taskKey()).containsExactly(CALL_BACK);
    }

    @Test
    void requesterWithdrawsDuringJointResearch_nothingIsLeftRunning() {
        Appeal appeal = joint.convened(SCIENCE);
        closing.withdraw(appeal.number(), "已自行解决", "requester");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.WITHDRAWN);
        assertThat(joint.tasks(appeal)).isEmpty();
        assertThat(driver.instances(appeal)).isEmpty();
    }

    private void throughJoint(Appeal appeal) {
        driver.answer(appeal, JointModel.CONVENE, "desk-1", "CONVENE", "leadDepartment", POWER, "departments", SCIENCE);
        joint.survey(appeal);
        joint.opinion(appeal, POWER);
        joint.opinion(appeal, SCIENCE);
        joint.draft(appeal);
        joint.signBoth(appeal);
        joint.reportBack(appeal);
    }

    private List<String> left(Appeal appeal) {
        return driver.timeline(appeal).stream()
                .filter(entry -> entry.kind() == TimelineKind.LEVEL_LEFT)
                .map(entry -> entry.level() + " " + entry.outcome())
                .toList();
    }
}
