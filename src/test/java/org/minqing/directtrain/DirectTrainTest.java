package org.minqing.directtrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.URBAN;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.TimelineKind;
import org.minqing.closing.ClosingService;
import org.springframework.beans.factory.annotation.Autowired;

/** Every way through a sitting. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel("directTrain")
class DirectTrainTest {

    private static final String HANDLE = "userTask_handleAppeal";

    @Autowired
    ProcessDriver driver;

    @Autowired
    DirectTrainService trains;

    @Autowired
    AppealService appeals;

    @Autowired
    ClosingService closing;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void batchOfEnterpriseAndResidents_isNumberedAndCounted_eachGetsAnAnswerAnOwnerAndADate() {
        Appeal enterprise = file(RequesterKind.ENTERPRISE);
        Appeal first = file(RequesterKind.RESIDENT);
        Appeal second = file(RequesterKind.RESIDENT);
        Sitting opened = open(enterprise, first, second);
        assertThat(opened.number()).matches("420106-ZTC-2026-\\d{3}");
        assertThat(opened.economic()).isOne();
        assertThat(opened.livelihood()).isEqualTo(2);
        assertThat(open(file(RequesterKind.RESIDENT)).number()).isGreaterThan(opened.number());

        assertThat(driver.task(first, DirectTrainModel.ANSWER).unitCode()).isEqualTo(DISTRICT);
        promise(first, "2026-03-20");
        settle(second);
        promise(enterprise, "2026-03-12");

        Sitting now = sitting(opened.number());
        assertThat(now.answered()).isEqualTo(3);
        assertThat(now.done()).isOne();
        assertThat(now.appeals()).allSatisfy(line -> {
            assertThat(line.answer()).isNotBlank();
            assertThat(line.owner()).isNotBlank();
            assertThat(line.promisedAt()).isNotNull();
        });
        assertThat(driver.reload(first).dueAt()).isEqualTo(at("2026-03-20T17:30"));
        assertThat(driver.reload(second).state()).isEqualTo(AppealState.CLOSING);

        driver.answer(first, DirectTrainModel.KEEP_PROMISE, "urban-1", "DONE", "result", "路灯已修复");
        assertThat(driver.reload(first).state()).isEqualTo(AppealState.CLOSING);
        assertThat(driver.reload(first).reply()).isEqualTo("三日内安排维修\n路灯已修复");
        assertThat(sitting(opened.number()).done()).isEqualTo(2);
    }

    @Test
    void promisedDayPasses_theOwnerIsRemindedSupervisedCensured() {
        Appeal appeal = file(RequesterKind.RESIDENT);
        open(appeal);
        promise(appeal, "2026-03-04");
        driver.passUntil(appeal, "2026-03-12T09:00");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(URBAN);
        assertThat(driver.last(appeal, TimelineKind.REMINDED).happenedAt()).isEqualTo(at("2026-03-04T17:30"));
        assertThat(driver.kinds(appeal)).contains(TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        driver.answer(appeal, DirectTrainModel.KEEP_PROMISE, "urban-1", "DONE", "result", "已修复");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
    }

    @Test
    void sittingIsOverBeforeItsTurn_theAppealGoesBackByItsOldClock() {
        Appeal appeal = file(RequesterKind.RESIDENT);
        Sitting sitting = open(appeal);
        driver.passUntil(appeal, "2026-03-02T17:30");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.GRID);
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(at("2026-03-03T17:30"));
        assertThat(driver.hasTask(appeal, HANDLE)).isTrue();
        assertThat(sitting(sitting.number()).answered()).isZero();
    }

    @Test
    void groupHandsItBack_theLevelGoesOn() {
        Appeal appeal = file(RequesterKind.RESIDENT);
        open(appeal);
        driver.answer(appeal, DirectTrainModel.ANSWER, "leader-1", "HAND_BACK");
        assertThat(driver.task(appeal, HANDLE).unitCode()).isEqualTo(GRID);
        assertThat(driver.kinds(appeal)).contains(TimelineKind.BOARDED, TimelineKind.HANDED_BACK);
    }

    @Test
    void sourceAnswersDuringTheSitting_theCaseIsOver() {
        Appeal appeal = file(RequesterKind.RESIDENT);
        Sitting sitting = open(appeal);
        closing.sourceReplied(appeal.number(), "已答复", "source:test");
        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(sitting(sitting.number()).appeals())
                .extracting(Sitting.Line::state)
                .containsExactly("OVER");
    }

    @Test
    void oneAppealCannotBeTaken_noneIs() {
        Appeal fine = file(RequesterKind.RESIDENT);
        Appeal over = file(RequesterKind.RESIDENT);
        closing.withdraw(over.number(), null, "requester");
        assertThatThrownBy(() -> open(fine, over)).hasMessageContaining("不在网格、社区或街道办理");
        assertThat(driver.hasTask(fine, HANDLE)).isTrue();
        assertThatThrownBy(() -> trains.open("desk-1", List.of(fine.number()), null, "desk-1"))
                .hasMessageContaining("领导主持");
        assertThatThrownBy(() -> trains.open("leader-1", List.of(), null, "desk-1"))
                .hasMessageContaining("1 到 200");
        assertThatThrownBy(() -> trains.open("leader-1", List.of(fine.number()), LocalDate.of(2026, 3, 1), "desk-1"))
                .hasMessageContaining("已结束");
        assertThatThrownBy(() -> open(driver.file("420111001"))).hasMessageContaining("不属于武昌区");
        driver.clock("2026-03-03T17:30");
        assertThatThrownBy(() -> trains.open("leader-1", List.of(fine.number()), LocalDate.of(2026, 3, 4), "desk-1"))
                .hasMessageContaining("期限已到");
    }

    @Test
    void sittingIsArrangedInTheEvening_itsLastDayIsTomorrow() {
        Appeal appeal = file(RequesterKind.RESIDENT);
        assertThat(trains.firstDay()).isEqualTo(LocalDate.of(2026, 3, 2));
        driver.clock("2026-03-02T17:30");
        assertThat(trains.firstDay()).isEqualTo(LocalDate.of(2026, 3, 3));
        assertThatThrownBy(() -> trains.open("leader-1", List.of(appeal.number()), LocalDate.of(2026, 3, 2), "desk-1"))
                .hasMessageContaining("应为 2026-03-03 或以后");
        open(appeal);
        driver.passUntil(appeal, "2026-03-03T17:29");
        assertThat(driver.hasTask(appeal, DirectTrainModel.ANSWER)).isTrue();
    }

    private Sitting open(Appeal... batch) {
        return trains.open("leader-1", Stream.of(batch).map(Appeal::number).toList(), null, "desk-1");
    }

    private Sitting sitting(String number) {
        return trains.sittings().stream()
                .filter(one -> one.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private void promise(Appeal appeal, String day) {
        driver.answer(
                appeal,
                DirectTrainModel.ANSWER,
                "leader-1",
                "PROMISE",
                "reply",
                "三日内安排维修",
                "targetUnit",
                URBAN,
                "promiseDay",
                day);
    }

    private void settle(Appeal appeal) {
        driver.answer(appeal, DirectTrainModel.ANSWER, "leader-1", "SETTLE", "reply", "政策已当场说明");
    }

    private Appeal file(RequesterKind kind) {
        return appeals.get(appeals.receive(new NewAppeal(
                        "test", null, kind, null, "路灯不亮", null, null, GRID, null, null, null, null, null, null, null,
                        null))
                .number());
    }
}
