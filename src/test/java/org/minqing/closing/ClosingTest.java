package org.minqing.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.COMMUNITY;
import static org.minqing.TestDirectory.DESK;
import static org.minqing.TestDirectory.GRID;

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
import org.minqing.appeal.Rating;
import org.minqing.appeal.TimelineKind;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way a case ends. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel("closing")
class ClosingTest {

    private static final String HANDLE = "userTask_handleAppeal";

    @Autowired
    ProcessDriver driver;

    @Autowired
    ClosingService closing;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void requesterSatisfiedAtCallBack_caseIsClosed() {
        Appeal appeal = resolvedByGrid();
        assertThat(driver.task(appeal, ClosingModel.CALL_BACK).unitCode()).isEqualTo(DESK);
        assertThat(driver.task(appeal, ClosingModel.CALL_BACK).dueAt()).isEqualTo(at("2026-03-09T17:30"));
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-1", "SATISFIED");

        Appeal closed = driver.reload(appeal);
        assertThat(closed.state()).isEqualTo(AppealState.CLOSED);
        assertThat(closed.rating()).isEqualTo(Rating.SATISFIED);
        assertThat(driver.instances(appeal)).isEmpty();
    }

    @Test
    void requesterNotSatisfied_caseIsReopenedOneLevelUp() {
        Appeal appeal = resolvedByGrid();
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-1", "UNSATISFIED", "comment", "灯又坏了");

        Appeal reopened = driver.reload(appeal);
        assertThat(reopened.state()).isEqualTo(AppealState.OPEN);
        assertThat(reopened.level()).isEqualTo(Level.COMMUNITY);
        assertThat(reopened.levelUnit()).isEqualTo(COMMUNITY);
        assertThat(reopened.round()).isEqualTo(2);
        assertThat(reopened.dueAt()).isEqualTo(at("2026-03-05T17:30"));
        driver.answer(appeal, HANDLE, "community-1", "RESOLVE", "reply", "整条线路已更换");
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-1", "SATISFIED");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
    }

    @Test
    void nobodyReachedThreeTimes_caseClosesAsUnrated() {
        Appeal appeal = resolvedByGrid();
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-1", "NO_ANSWER");
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-2", "NO_ANSWER");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-1", "NO_ANSWER");

        Appeal closed = driver.reload(appeal);
        assertThat(closed.state()).isEqualTo(AppealState.CLOSED);
        assertThat(closed.rating()).isEqualTo(Rating.UNRATED);
    }

    @Test
    void callBackNotMadeWithinFiveWorkingDays_caseClosesAsUnrated() {
        Appeal appeal = resolvedByGrid();
        driver.passUntil(appeal, "2026-03-09T17:30");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        assertThat(driver.reload(appeal).rating()).isEqualTo(Rating.UNRATED);
    }

    @Test
    void requesterRatesHimself_callBackIsNotNeeded() {
        Appeal appeal = resolvedByGrid();
        closing.rate(appeal.number(), Rating.SATISFIED, "很快", "requester");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
        assertThat(driver.hasTask(appeal, ClosingModel.CALL_BACK)).isFalse();
        assertThatThrownBy(() -> closing.rate(appeal.number(), Rating.SATISFIED, null, "requester"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("已办结");
    }

    @Test
    void requesterRatesHimselfUnsatisfied_caseIsReopened() {
        Appeal appeal = resolvedByGrid();
        closing.rate(appeal.number(), Rating.UNSATISFIED, "没修好", "requester");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
    }

    @Test
    void handlerCallsBackHimself_isRefused() {
        Appeal appeal = driver.file("420106");
        driver.answer(appeal, "userTask_dispatchAppeal", "desk-1", "RESOLVE", "reply", "政策已说明");
        assertThatThrownBy(() -> driver.answer(appeal, ClosingModel.CALL_BACK, "desk-1", "SATISFIED"))
                .hasMessageContaining("承办人以外");
        driver.answer(appeal, ClosingModel.CALL_BACK, "desk-2", "SATISFIED");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
    }

    @Test
    void sourceChannelReplies_appealIsResolvedWhereverItStands() {
        Appeal appeal = driver.file(GRID);
        closing.sourceReplied(appeal.number(), "您好，已处理。", "source:test");

        Appeal replied = driver.reload(appeal);
        assertThat(replied.state()).isEqualTo(AppealState.CLOSING);
        assertThat(replied.reply()).isEqualTo("您好，已处理。");
        assertThat(driver.last(appeal, TimelineKind.LEVEL_LEFT).outcome()).isEqualTo(LeftBy.RESOLVED.name());
        assertThat(driver.hasTask(appeal, HANDLE)).isFalse();
        assertThat(driver.hasTask(appeal, ClosingModel.CALL_BACK)).isTrue();
    }

    @Test
    void sourceRepliesWhenTheDeadlineHasPassedButNoTimerFired_deadlineIsFirst() {
        Appeal appeal = driver.file(GRID);
        driver.clock("2026-03-03T17:30");
        closing.sourceReplied(appeal.number(), "您好，已处理。", "source:test");

        assertThat(driver.timeline(appeal).stream()
                        .filter(entry -> entry.kind() == TimelineKind.LEVEL_LEFT)
                        .map(entry -> entry.level() + " " + entry.outcome()))
                .containsExactly("GRID DEADLINE", "COMMUNITY RESOLVED");
    }

    @Test
    void requesterWithdraws_whileHandledAndWhileAwaitingCallBack_nothingIsLeftRunning() {
        Appeal handled = driver.file(GRID);
        closing.withdraw(handled.number(), "自己解决了", "requester");
        Appeal awaiting = resolvedByGrid();
        closing.withdraw(awaiting.number(), null, "requester");

        for (Appeal appeal : new Appeal[] {handled, awaiting}) {
            assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.WITHDRAWN);
            assertThat(driver.instances(appeal)).isEmpty();
            assertThat(driver.hasTask(appeal, HANDLE)).isFalse();
            assertThat(driver.hasTask(appeal, ClosingModel.CALL_BACK)).isFalse();
        }
        assertThatThrownBy(() -> closing.withdraw(handled.number(), null, "requester"))
                .hasMessageContaining("已撤回");
    }

    private Appeal resolvedByGrid() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, HANDLE, "grid-1", "RESOLVE", "reply", "已更换灯泡");
        return appeal;
    }
}
