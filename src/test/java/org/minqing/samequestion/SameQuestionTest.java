package org.minqing.samequestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.DESK;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.OTHER_GRID;
import static org.minqing.TestDirectory.POWER;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Rating;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.minqing.joint.JointDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way of an appeal that waits for another's research. 2026-03-02 is a Monday. */
@MinqingTest
@CoversModel("sameQuestion")
class SameQuestionTest {

    private static final String HANDLE = "userTask_handleAppeal";
    private static final String CALL_BACK = "userTask_callBack";

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    SameQuestionFinder finder;

    @Autowired
    AppealService appeals;

    @Autowired
    InboxService inbox;

    @Autowired
    ClosingService closing;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
    }

    @Test
    void similarAppealNextDoor_researchIsSuggested_anotherQuestionAndAnotherDistrictAreNot() {
        Appeal main = joint.fileAbout(GRID);
        assertThat(finder.suggest(file("实验室用电容量不够用", OTHER_GRID).number())).anySatisfy(one -> {
            assertThat(one.number()).isEqualTo(main.number());
            assertThat(one.subject()).isEqualTo("实验室用电容量不足");
            assertThat(one.similarity()).isBetween(new java.math.BigDecimal("0.4"), java.math.BigDecimal.ONE);
        });
        assertThat(finder.suggest(file("电费账单看不懂", OTHER_GRID).number()))
                .extracting(SameQuestionFinder.Suggestion::number)
                .doesNotContain(main.number());
        assertThat(finder.suggest(file("实验室用电容量不够用", "420111001").number()))
                .extracting(SameQuestionFinder.Suggestion::number)
                .doesNotContain(main.number());
    }

    @Test
    void whoMayNotSeeTheOtherCase_isToldThatItExists_butNotWhatItSays() {
        Appeal main = joint.fileAbout(GRID);
        Appeal own = file("实验室用电容量不够用", OTHER_GRID);
        identity.setAuthentication("grid-2", List.of());
        assertThat(finder.suggest(own.number()))
                .filteredOn(one -> one.number().equals(main.number()))
                .singleElement()
                .satisfies(one -> assertThat(one.subject()).isNull());
    }

    @Test
    void researchReportsBack_everyJoinedAppealGetsTheAnswerAndItsOwnCallBack() {
        Appeal main = joint.adopted(joint.fileAbout(GRID));
        Appeal first = joined(main);
        Appeal second = joined(main);
        assertThat(driver.reload(first).level()).isEqualTo(Level.JOINT);
        assertThat(driver.reload(first).dueAt()).isEqualTo(at("2026-03-23T17:30"));
        assertThat(driver.last(first, TimelineKind.JOINED).outcome()).isEqualTo(main.number());
        assertThat(driver.task(first, SameQuestionModel.FOLLOW).unitCode()).isEqualTo(DESK);
        joint.reportBack(main);

        for (Appeal appeal : List.of(main, first, second)) {
            assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
            assertThat(driver.reload(appeal).reply()).isEqualTo("供电容量已增加");
        }
        driver.answer(first, CALL_BACK, "desk-1", "SATISFIED");
        driver.answer(second, CALL_BACK, "desk-1", "UNSATISFIED", "comment", "我家没有接上");
        assertThat(driver.reload(first).rating()).isEqualTo(Rating.SATISFIED);
        assertThat(driver.instances(first)).isEmpty();
        assertThat(driver.reload(second).level()).isEqualTo(Level.JOINT);
        assertThat(driver.hasTask(second, "userTask_conveneResearch")).isTrue();
        assertThat(driver.hasTask(main, CALL_BACK)).isTrue();
        assertThat(states(first)).containsExactly("ANSWERED");
    }

    @Test
    void takenOutAgain_itGoesOnAtItsLevelByItsOldClock_andTheTraceStays() {
        Appeal main = joint.convened();
        Appeal appeal = joined(main);
        driver.clock("2026-03-03T09:00");
        assertThatThrownBy(() -> driver.answer(appeal, SameQuestionModel.FOLLOW, "desk-1", "UNJOIN"))
                .isInstanceOf(Refused.class);
        driver.answer(appeal, SameQuestionModel.FOLLOW, "desk-1", "UNJOIN", "reason", "问题不同");

        assertThat(driver.task(appeal, HANDLE).unitCode()).isEqualTo(OTHER_GRID);
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.GRID);
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-03T17:30"));
        assertThat(driver.last(appeal, TimelineKind.UNJOINED).note()).isEqualTo("问题不同");
        assertThat(states(appeal)).containsExactly("LEFT");
        driver.passUntil(appeal, "2026-03-03T17:30");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
    }

    @Test
    void takenOutAfterItsLevelWasDue_itGoesUpAtOnce() {
        Appeal appeal = joined(joint.convened());
        driver.clock("2026-03-05T09:00");
        driver.answer(appeal, SameQuestionModel.FOLLOW, "desk-1", "UNJOIN", "reason", "问题不同");
        driver.passUntil(appeal, "2026-03-05T09:00");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.BREACHED);
    }

    @Test
    void researchEndsWithoutAnAnswer_joinedAppealsGoOnAtTheirLevels() {
        Appeal main = joint.convened();
        Appeal appeal = joined(main);
        closing.withdraw(main.number(), null, "requester");
        assertThat(driver.hasTask(appeal, HANDLE)).isTrue();
        assertThat(driver.last(appeal, TimelineKind.UNJOINED).actor()).isEqualTo("rule:sameQuestion");
    }

    @Test
    void answerDoesNotComeInTime_theDistrictIsRemindedAndSupervised() {
        Appeal appeal = joined(joint.convened());
        driver.passUntil(appeal, "2026-03-31T09:00");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo("420106");
        assertThat(driver.kinds(appeal)).contains(TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        assertThat(driver.hasTask(appeal, SameQuestionModel.FOLLOW)).isTrue();
    }

    @Test
    void batchesAreDatedWhenTheWaitingAppealIsOverdueOrCensured_itsRungsEnd_andTheNewTimeIsKept() {
        for (String datedAt : List.of("2026-05-04T09:00", "2026-05-20T09:00")) {
            driver.clock("2026-03-02T10:00");
            Appeal main = joint.convene(joint.fileAbout(GRID, Signal.LONG_TERM));
            joint.survey(main);
            joint.opinion(main, POWER, "measure1", "加装第一批电梯", "measure1Day", "2026-12-31");
            Appeal waiting = driver.file("我家也要加装电梯", OTHER_GRID, Signal.LONG_TERM);
            join(waiting, main.number());
            driver.passUntil(waiting, datedAt);
            assertThat(joint.breachedLevels(waiting)).containsExactly("JOINT");
            joint.draft(main);
            joint.signBoth(main);
            driver.passUntil(waiting, "2026-12-31T17:29");
            assertThat(joint.breachedLevels(waiting)).containsExactly("JOINT");
            driver.passUntil(waiting, "2026-12-31T17:30");
            assertThat(joint.breachedLevels(waiting)).containsExactly("JOINT", "JOINT");
            joint.carryOut(main, 0);
            joint.reportBack(main);
            assertThat(driver.reload(waiting).state()).isEqualTo(AppealState.CLOSING);
        }
    }

    @Test
    void joinedAppealIsWithdrawnOrAnsweredByItsSource_itIsOver_andTheOthersGoOn() {
        Appeal main = joint.adopted(joint.fileAbout(GRID));
        Appeal withdrawn = joined(main);
        Appeal answered = joined(main);
        Appeal waits = joined(main);
        closing.withdraw(withdrawn.number(), null, "requester");
        closing.sourceReplied(answered.number(), "已答复", "source:test");
        assertThat(driver.instances(withdrawn)).isEmpty();
        assertThat(driver.reload(answered).state()).isEqualTo(AppealState.CLOSING);
        assertThat(inbox.ofAppeal(answered.id())).extracting(OpenTask::taskKey).containsExactly(CALL_BACK);
        assertThat(states(withdrawn)).containsExactly("OVER");
        joint.reportBack(main);
        assertThat(driver.reload(waits).state()).isEqualTo(AppealState.CLOSING);
        assertThat(driver.reload(answered).reply()).isEqualTo("已答复");
    }

    @Test
    void nothingToJoin_isRefused_andNothingHappens() {
        Appeal appeal = file("实验室用电容量不够用", OTHER_GRID);
        assertThatThrownBy(() -> join(appeal, "420106-19990101-00001")).hasMessageContaining("没有编号为");
        Appeal other = file("实验室用电容量不够用", OTHER_GRID);
        assertThatThrownBy(() -> join(appeal, other.number())).hasMessageContaining("没有组团调研");
        assertThat(driver.hasTask(appeal, HANDLE)).isTrue();
        assertThat(states(appeal)).isEmpty();
    }

    private Appeal joined(Appeal main) {
        Appeal appeal = file("实验室用电容量不够用", OTHER_GRID);
        join(appeal, main.number());
        return appeal;
    }

    private void join(Appeal appeal, String number) {
        driver.answer(appeal, HANDLE, "grid-2", "JOIN", "sameAs", number, "reason", "反映同一问题");
    }

    private Appeal file(String subject, String unit) {
        return appeals.get(appeals.receive(new NewAppeal(
                        "test",
                        null,
                        RequesterKind.RESIDENT,
                        null,
                        subject,
                        null,
                        null,
                        unit,
                        "0108",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .number());
    }

    private List<String> states(Appeal appeal) {
        return jdbc.sql("select state from same_question where appeal_id = ? order by id")
                .param(appeal.id())
                .query(String.class)
                .list();
    }
}
