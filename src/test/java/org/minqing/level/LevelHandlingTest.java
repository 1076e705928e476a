package org.minqing.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.COMMUNITY;
import static org.minqing.TestDirectory.DESK;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.OTHER_GRID;
import static org.minqing.TestDirectory.STREET;
import static org.minqing.TestDirectory.UNSTAFFED_GRID;

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
import org.minqing.appeal.TimelineKind;
import org.minqing.inbox.OpenTask;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way through one level. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel({"levelHandling", "deadlineExtension"})
class LevelHandlingTest {

    @Autowired
    ProcessDriver driver;

    @Autowired
    LevelService levels;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void streetWhistles_theHandlerKeepsHisTask() {
        Appeal appeal = driver.file(GRID, Signal.CROSS_DEPARTMENT);
        driver.answer(
                appeal,
                LevelModel.HANDLE,
                "street-1",
                "WHISTLE",
                "departments",
                org.minqing.TestDirectory.POWER,
                "reason",
                "需现场会商");
        assertThat(driver.task(appeal, LevelModel.HANDLE).assignee()).isEqualTo("street-1");
    }

    @Test
    void appealAboutAGrid_gridHandlesAndResolves_appealWaitsForCallBack() {
        Appeal appeal = driver.file(GRID);
        assertThat(appeal.level()).isEqualTo(Level.GRID);
        assertThat(appeal.levelUnit()).isEqualTo(GRID);
        assertThat(appeal.dueAt()).isEqualTo(at("2026-03-03T17:30"));

        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RESOLVE", "reply", "已更换灯泡", "households", 12);

        Appeal resolved = driver.reload(appeal);
        assertThat(resolved.state()).isEqualTo(AppealState.CLOSING);
        assertThat(resolved.reply()).isEqualTo("已更换灯泡");
        assertThat(resolved.resolvedBy()).isEqualTo("grid-1");
        assertThat(driver.last(appeal, TimelineKind.LEVEL_LEFT).outcome()).isEqualTo(LeftBy.RESOLVED.name());
    }

    @Test
    void gridEscalates_communityHoldsItFromNow() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "ESCALATE", "reason", "需要物业配合");

        Appeal escalated = driver.reload(appeal);
        assertThat(escalated.level()).isEqualTo(Level.COMMUNITY);
        assertThat(escalated.levelUnit()).isEqualTo(COMMUNITY);
        assertThat(escalated.dueAt()).isEqualTo(at("2026-03-05T17:30"));
    }

    @Test
    void gridDeadlinePasses_appealMovesToCommunity_gridIsWarnedBeforeAndRemindedAfter() {
        Appeal appeal = driver.file(GRID);
        driver.passUntil(appeal, "2026-03-03T17:30");

        Appeal moved = driver.reload(appeal);
        assertThat(moved.level()).isEqualTo(Level.COMMUNITY);
        assertThat(driver.last(appeal, TimelineKind.WARNED).happenedAt()).isEqualTo(at("2026-03-03T08:30"));
        assertThat(driver.last(appeal, TimelineKind.BREACHED).unitCode()).isEqualTo(GRID);
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(GRID);
        assertThat(driver.last(appeal, TimelineKind.LEVEL_LEFT).outcome()).isEqualTo(LeftBy.DEADLINE.name());
        assertThat(moved.dueAt()).isEqualTo(at("2026-03-06T17:30"));
    }

    @Test
    void placeUnknown_dispatchDeskHoldsTheGridLevel_sortingDoesNotMoveTheClock() {
        Appeal appeal = driver.file(DISTRICT);
        assertThat(appeal.levelUnit()).isEqualTo(DESK);
        assertThat(driver.task(appeal, LevelModel.DISPATCH).unitCode()).isEqualTo(DESK);

        driver.clock("2026-03-03T09:00");
        driver.answer(appeal, LevelModel.DISPATCH, "desk-1", "DISPATCH", "targetUnit", GRID);

        Appeal sorted = driver.reload(appeal);
        assertThat(sorted.levelUnit()).isEqualTo(GRID);
        assertThat(sorted.placeUnit()).isEqualTo(GRID);
        assertThat(sorted.dueAt()).isEqualTo(appeal.dueAt());
        assertThat(driver.task(appeal, LevelModel.HANDLE).unitCode()).isEqualTo(GRID);
    }

    @Test
    void unitWithoutStaff_itsTasksAreTheDesks_andTheClockRuns() {
        Appeal appeal = driver.file(UNSTAFFED_GRID);
        assertThat(appeal.levelUnit()).isEqualTo(UNSTAFFED_GRID);
        assertThat(driver.task(appeal, LevelModel.HANDLE).unitCode()).isEqualTo(DESK);

        driver.passUntil(appeal, "2026-03-03T17:30");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
    }

    @Test
    void unitReturns_deskConfirms_otherUnitHandlesOnTheSameClock() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RETURN", "reason", "不在本网格");
        assertThat(driver.task(appeal, LevelModel.DECIDE_RETURN).unitCode()).isEqualTo(DESK);
        driver.answer(appeal, LevelModel.DECIDE_RETURN, "desk-1", "CONFIRM", "targetUnit", OTHER_GRID);

        OpenTask task = driver.task(appeal, LevelModel.HANDLE);
        assertThat(task.unitCode()).isEqualTo(OTHER_GRID);
        assertThat(task.assignee()).isNull();
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(appeal.dueAt());
    }

    @Test
    void secondReturn_districtLeaderAdjudicates_thirdIsRefused() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RETURN", "reason", "不在本网格");
        driver.answer(appeal, LevelModel.DECIDE_RETURN, "desk-1", "REFUSE", "reason", "就在本网格");
        assertThat(driver.task(appeal, LevelModel.HANDLE).assignee()).isEqualTo("grid-1");

        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RETURN", "reason", "确实不在");
        assertThat(driver.task(appeal, LevelModel.DECIDE_RETURN).unitCode()).isEqualTo(DISTRICT);
        driver.answer(appeal, LevelModel.DECIDE_RETURN, "leader-1", "CONFIRM", "targetUnit", OTHER_GRID);

        assertThat(driver.last(appeal, TimelineKind.RETURN_ADJUDICATED).toUnitCode())
                .isEqualTo(OTHER_GRID);
        assertThatThrownBy(() -> driver.answer(appeal, LevelModel.HANDLE, "grid-2", "RETURN", "reason", "也不是我"))
                .hasMessageContaining("已经裁定");
        assertThat(driver.task(appeal, LevelModel.HANDLE).unitCode()).isEqualTo(OTHER_GRID);
    }

    @Test
    void returnAfterOneWorkingDay_isRefused() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "ESCALATE", "reason", "需要社区");
        driver.clock("2026-03-03T17:30");
        assertThatThrownBy(() -> driver.answer(appeal, LevelModel.HANDLE, "community-1", "RETURN", "reason", "不归社区"))
                .hasMessageContaining("一个工作日");
    }

    @Test
    void extensionGranted_timersAndDueDateMove() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "EXTEND", "reason", "配件未到", "extensionAmount", 1);
        assertThat(driver.task(appeal, LevelModel.HANDLE).assignee()).isEqualTo("grid-1");
        assertThat(driver.task(appeal, LevelModel.DECIDE_EXTENSION).unitCode()).isEqualTo(COMMUNITY);
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "community-1", "GRANT");

        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-04T17:30"));
        assertThat(driver.task(appeal, LevelModel.HANDLE).dueAt()).isEqualTo(at("2026-03-04T17:30"));
        driver.passUntil(appeal, "2026-03-04T17:29");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.GRID);
        assertThat(driver.last(appeal, TimelineKind.WARNED).happenedAt()).isEqualTo(at("2026-03-04T08:30"));
        driver.passUntil(appeal, "2026-03-04T17:30");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
    }

    @Test
    void extensionRefused_clockStays_aSecondRequestIsRefused() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "EXTEND", "reason", "配件未到", "extensionAmount", 1);
        driver.answer(appeal, LevelModel.DECIDE_EXTENSION, "community-1", "REFUSE", "reason", "不必");

        assertThat(driver.reload(appeal).dueAt()).isEqualTo(appeal.dueAt());
        assertThatThrownBy(() -> driver.answer(
                        appeal, LevelModel.HANDLE, "grid-1", "EXTEND", "reason", "再申请", "extensionAmount", 1))
                .hasMessageContaining("只能申请一次");
    }

    @Test
    void extensionBeyondTheLevelsOwnSpan_isRefused() {
        Appeal appeal = driver.file(GRID);
        assertThatThrownBy(() -> driver.answer(
                        appeal, LevelModel.HANDLE, "grid-1", "EXTEND", "reason", "太久", "extensionAmount", 2))
                .hasMessageContaining("1 到 1 个工作日");
    }

    @Test
    void requestPending_deadlinePasses_requestLapsesAndAppealGoesUp() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "EXTEND", "reason", "配件未到", "extensionAmount", 1);
        driver.passUntil(appeal, "2026-03-03T17:30");

        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.EXTENSION_LAPSED);
        assertThat(driver.hasTask(appeal, LevelModel.DECIDE_EXTENSION)).isFalse();
    }

    @Test
    void parkingApproved_clockStands_reviewResumesItWithWhatWasLeft() {
        Appeal appeal = atCommunity();
        driver.answer(
                appeal, LevelModel.HANDLE, "community-1", "PARK", "condition", "等拆迁完成", "reviewDay", "2026-03-20");
        driver.answer(appeal, LevelModel.APPROVE_PARKING, "street-1", "APPROVE");
        assertThat(driver.reload(appeal).dueAt()).isNull();
        assertThat(driver.task(appeal, LevelModel.REVIEW_PARKING).dueAt()).isEqualTo(at("2026-03-20T17:30"));

        driver.passUntil(appeal, "2026-03-18T11:00");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
        driver.answer(appeal, LevelModel.REVIEW_PARKING, "community-1", "RESUME");

        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-23T17:30"));
        driver.passUntil(appeal, "2026-03-23T17:30");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.STREET);
    }

    @Test
    void parkingReviewNotHeld_goesToTheUnitAbove_whichMayKeepItParked() {
        Appeal appeal = atCommunity();
        driver.answer(
                appeal, LevelModel.HANDLE, "community-1", "PARK", "condition", "等拆迁完成", "reviewDay", "2026-03-20");
        driver.answer(appeal, LevelModel.APPROVE_PARKING, "street-1", "APPROVE");
        driver.passUntil(appeal, "2026-03-20T17:30");
        assertThat(driver.task(appeal, LevelModel.REVIEW_PARKING).unitCode()).isEqualTo(STREET);

        driver.answer(
                appeal, LevelModel.REVIEW_PARKING, "street-1", "KEEP", "reason", "条件未成熟", "reviewDay", "2026-04-10");
        assertThat(driver.task(appeal, LevelModel.REVIEW_PARKING).dueAt()).isEqualTo(at("2026-04-10T17:30"));
    }

    @Test
    void parkingRefused_handlerGoesOnOnTheSameClock() {
        Appeal appeal = atCommunity();
        driver.answer(appeal, LevelModel.HANDLE, "community-1", "PARK", "condition", "等资金", "reviewDay", "2026-03-20");
        driver.answer(appeal, LevelModel.APPROVE_PARKING, "street-1", "REFUSE", "reason", "可以先办");
        assertThat(driver.task(appeal, LevelModel.HANDLE).assignee()).isEqualTo("community-1");
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-05T17:30"));
    }

    @Test
    void answerInTheDueSecond_comesTooLate_andChangesNothing() {
        Appeal appeal = driver.file(GRID);
        driver.clock("2026-03-03T17:30");
        assertThatThrownBy(() -> driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RESOLVE", "reply", "办好了"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("到期");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.OPEN);
        assertThat(driver.hasTask(appeal, LevelModel.HANDLE)).isTrue();
    }

    @Test
    void dangerToLife_hoursRunAroundTheClock() {
        Appeal appeal = driver.file(GRID, Signal.DANGER);
        assertThat(appeal.dueAt()).isEqualTo(at("2026-03-02T12:00"));
        driver.passUntil(appeal, "2026-03-02T12:00");
        assertThat(driver.last(appeal, TimelineKind.WARNED).happenedAt()).isEqualTo(at("2026-03-02T11:36"));
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-02T16:00"));
        driver.passUntil(appeal, "2026-03-02T16:00");
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-03T00:00"));
    }

    @Test
    void outcomeMissingOrWrong_isRefusedWithTheChoices() {
        Appeal appeal = driver.file(GRID);
        assertThatThrownBy(() -> driver.answer(appeal, LevelModel.HANDLE, "grid-1", "WHATEVER"))
                .hasMessageContaining("请选择处理结果")
                .hasMessageContaining("办结（RESOLVE）");
        assertThatThrownBy(() -> driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RESOLVE"))
                .hasMessageContaining("必须填写答复内容");
    }

    @Test
    void wordsOfAnAnswer_neverRestInTheProcess() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "RETURN", "reason", "住户张三电话打不通", "extra", "秘密");
        assertThat(driver.instances(appeal)).allSatisfy(instance -> {
            assertThat(driver.variable(instance, "reason")).isNull();
            assertThat(driver.variable(instance, "extra")).isNull();
        });
    }

    private Appeal atCommunity() {
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "ESCALATE", "reason", "需要社区");
        return appeal;
    }
}
