package org.minqing.whistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GRID;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.STREET;
import static org.minqing.TestDirectory.URBAN;

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
import org.minqing.closing.ClosingService;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through a street's whistle. 2026-03-02 is a Monday; March 2026 has no holiday. */
@MinqingTest
@CoversModel("whistle")
class WhistleTest {

    private static final String HANDLE = "userTask_handleAppeal";

    @Autowired
    ProcessDriver driver;

    @Autowired
    WhistleRecordService records;

    @Autowired
    InboxService inbox;

    @Autowired
    ClosingService closing;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void firstResponsiblePersonBlows_departmentsCome_answer_andAreRated_whileTheStreetGoesOn() {
        Appeal appeal = blown(POWER + "," + URBAN);
        assertThat(task(appeal, WhistleModel.CONFIRM_ARRIVAL, POWER).dueAt()).isEqualTo(at("2026-03-04T10:00"));
        assertThat(driver.task(appeal, HANDLE).unitCode()).isEqualTo(STREET);
        assertThat(driver.reload(appeal).dueAt()).isEqualTo(appeal.dueAt());

        driver.clock("2026-03-03T09:00");
        arrive(appeal, POWER);
        arrive(appeal, URBAN);
        answer(appeal, POWER);
        driver.answer(task(appeal, WhistleModel.RATE_ANSWER, STREET), "street-2", "SATISFIED");
        answer(appeal, URBAN);
        assertThatThrownBy(() -> driver.answer(appeal, WhistleModel.RATE_ANSWER, "street-1", "UNSATISFIED"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("评价说明");
        driver.answer(appeal, WhistleModel.RATE_ANSWER, "street-1", "UNSATISFIED", "comment", "只拍了照片");

        WhistleRecord record = records.ofAppeal(appeal.number()).get(0);
        assertThat(record.departments())
                .extracting(one -> one.unit() + " " + one.label() + " " + one.ratingLabel())
                .containsExactly("武昌区供电公司 已评价 满意", "武昌区城管执法局 已评价 不满意");
        assertThat(record.departments().get(0).onSiteAt()).hasToString("2026-03-03T09:00+08:00");
        assertThat(record.overAt()).isNotNull();
        assertThat(driver.kinds(appeal))
                .containsSubsequence(
                        TimelineKind.WHISTLE_ASKED,
                        TimelineKind.WHISTLE_SIGNED,
                        TimelineKind.ARRIVED,
                        TimelineKind.WHISTLE_ANSWERED,
                        TimelineKind.ANSWER_RATED,
                        TimelineKind.WHISTLE_OVER);
        assertThat(inbox.ofAppeal(appeal.id())).extracting(OpenTask::taskKey).containsExactly(HANDLE);
    }

    @Test
    void staffAsks_theFirstResponsiblePersonSigns_nobodyElseCan() {
        Appeal appeal = asked(POWER);
        assertThat(hasTask(appeal, WhistleModel.CONFIRM_ARRIVAL)).isFalse();
        assertThatThrownBy(() -> driver.answer(appeal, WhistleModel.SIGN, "street-2", "SIGN"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("第一责任人");
        assertThatThrownBy(() -> driver.answer(appeal, WhistleModel.SIGN, "street-2", "DECLINE", "reason", "不必"))
                .hasMessageContaining("第一责任人");
        driver.answer(appeal, WhistleModel.SIGN, "street-1", "SIGN");
        assertThat(driver.last(appeal, TimelineKind.WHISTLE_SIGNED).actor()).isEqualTo("street-1");
        assertThat(told(appeal, "WHISTLE_BLOWN")).containsExactly(POWER);
    }

    @Test
    void firstResponsiblePersonIsAway_whoStandsInForHimSigns() {
        jdbc.sql("update officer set away_from = ?, away_until = ?, substitute_id = 'street-2' where id = 'street-1'")
                .params(org.minqing.Sql.at(at("2026-03-01T00:00")), org.minqing.Sql.at(at("2026-03-10T00:00")))
                .update();
        try {
            Appeal appeal = blown(POWER, "street-2");
            assertThat(driver.last(appeal, TimelineKind.WHISTLE_SIGNED).actor()).isEqualTo("street-2");
        } finally {
            jdbc.sql(
                            "update officer set away_from = null, away_until = null, substitute_id = null where id = 'street-1'")
                    .update();
        }
    }

    @Test
    void firstResponsiblePersonDeclines_nobodyIsCalled_andItMayBeAskedAgain() {
        Appeal appeal = asked(POWER);
        driver.answer(appeal, WhistleModel.SIGN, "street-1", "DECLINE", "reason", "街道自行处置");
        assertThat(records.ofAppeal(appeal.number()).get(0).declinedReason()).isEqualTo("街道自行处置");
        assertThat(told(appeal, "WHISTLE_BLOWN")).isEmpty();
        blow(appeal, POWER, "street-1");
        assertThat(hasTask(appeal, WhistleModel.CONFIRM_ARRIVAL)).isTrue();
    }

    @Test
    void whistleIsNotSignedInTime_theStreetIsReminded() {
        Appeal appeal = asked(POWER);
        assertThat(driver.task(appeal, WhistleModel.SIGN).dueAt()).isEqualTo(at("2026-03-03T17:30"));
        driver.passUntil(appeal, "2026-03-03T17:30");
        assertThat(driver.last(appeal, TimelineKind.SIGN_OVERDUE).happenedAt()).isEqualTo(at("2026-03-03T17:30"));
        assertThat(told(appeal, "WHISTLE_TO_SIGN")).containsExactly(STREET, STREET, DISTRICT);
        assertThat(hasTask(appeal, WhistleModel.SIGN)).isTrue();
    }

    @Test
    void immediate_thirtyMinutes_whoIsNotThereIsRemindedThenSupervisedThenCensured() {
        Appeal appeal = atStreet(Signal.OUTAGE);
        blow(appeal, POWER, "street-1");
        assertThat(task(appeal, WhistleModel.CONFIRM_ARRIVAL, POWER).dueAt()).isEqualTo(at("2026-03-02T10:30"));
        driver.passUntil(appeal, "2026-03-02T10:30");
        assertThat(driver.last(appeal, TimelineKind.REMINDED).unitCode()).isEqualTo(POWER);
        assertThat(jdbc.sql("select p.unit_code from breach b join department_part p on p.id = b.part_id"
                                + " where b.appeal_id = ?")
                        .param(appeal.id())
                        .query(String.class)
                        .list())
                .containsExactly(POWER);
        driver.passUntil(appeal, "2026-03-10T09:00");
        assertThat(driver.timeline(appeal))
                .filteredOn(entry -> entry.kind() == TimelineKind.SUPERVISED || entry.kind() == TimelineKind.CENSURED)
                .extracting(entry -> entry.kind() + " " + entry.unitCode() + " " + entry.happenedAt())
                .contains(
                        "SUPERVISED " + POWER + " " + at("2026-03-05T17:30"),
                        "CENSURED " + POWER + " " + at("2026-03-09T17:30"));
    }

    @Test
    void otherwise_fortyEightHours_whoIsNotThereIsRemindedThenSupervisedThenCensured() {
        Appeal appeal = blown(POWER + "," + URBAN);
        arrive(appeal, URBAN);
        answer(appeal, URBAN);
        driver.passUntil(appeal, "2026-03-04T09:59");
        assertThat(kindsOf(appeal, POWER)).doesNotContain(TimelineKind.REMINDED);
        driver.passUntil(appeal, "2026-03-04T10:00");
        assertThat(kindsOf(appeal, POWER)).contains(TimelineKind.REMINDED);
        driver.passUntil(appeal, "2026-03-12T09:00");
        assertThat(driver.timeline(appeal))
                .filteredOn(entry -> entry.kind() == TimelineKind.SUPERVISED || entry.kind() == TimelineKind.CENSURED)
                .extracting(entry -> entry.kind() + " " + entry.unitCode() + " " + entry.happenedAt())
                .contains(
                        "SUPERVISED " + POWER + " " + at("2026-03-09T17:30"),
                        "CENSURED " + POWER + " " + at("2026-03-11T17:30"));
    }

    @Test
    void departmentComesAfterTheReminder_noSupervisionForIt_butForAnAnswerThatDoesNotCome() {
        Appeal appeal = blown(POWER);
        driver.passUntil(appeal, "2026-03-04T12:00");
        arrive(appeal, POWER);
        assertThat(task(appeal, WhistleModel.GIVE_ANSWER, POWER).dueAt()).isEqualTo(at("2026-03-09T17:30"));
        driver.passUntil(appeal, "2026-03-09T17:29");
        assertThat(kindsOf(appeal, POWER)).contains(TimelineKind.REMINDED).doesNotContain(TimelineKind.SUPERVISED);
        driver.passUntil(appeal, "2026-03-17T09:00");
        assertThat(kindsOf(appeal, POWER)).contains(TimelineKind.SUPERVISED, TimelineKind.CENSURED);
        answer(appeal, POWER);
        assertThat(hasTask(appeal, WhistleModel.RATE_ANSWER)).isTrue();
    }

    @Test
    void streetDoesNotRate_theAnswerCountsAsUnrated() {
        Appeal appeal = blown(POWER);
        arrive(appeal, POWER);
        answer(appeal, POWER);
        assertThat(driver.task(appeal, WhistleModel.RATE_ANSWER).dueAt()).isEqualTo(at("2026-03-03T17:30"));
        driver.passUntil(appeal, "2026-03-03T17:30");
        assertThat(records.ofAppeal(appeal.number()).get(0).departments())
                .extracting(WhistleRecord.Called::ratingLabel)
                .containsExactly("未评价");
    }

    @Test
    void streetSolvesItFirst_nobodyNeedsToCome_whoHasAnsweredIsStillRated() {
        Appeal appeal = blown(POWER + "," + URBAN + ",420106-SCIENCE");
        arrive(appeal, URBAN);
        arrive(appeal, POWER);
        answer(appeal, POWER);
        driver.answer(appeal, HANDLE, "street-1", "RESOLVE", "reply", "已现场解决");

        assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSING);
        assertThat(records.ofAppeal(appeal.number()).get(0).departments())
                .extracting(WhistleRecord.Called::label)
                .containsExactly("已答复", "已终止", "已终止");
        driver.answer(appeal, WhistleModel.RATE_ANSWER, "street-1", "SATISFIED");
        driver.answer(appeal, "userTask_callBack", "desk-1", "SATISFIED");
        assertThat(driver.instances(appeal)).isEmpty();
    }

    @Test
    void requesterWithdraws_theWhistleEndsWithTheCase() {
        Appeal appeal = blown(POWER + "," + URBAN);
        arrive(appeal, POWER);
        answer(appeal, POWER);
        closing.withdraw(appeal.number(), null, "requester");
        assertThat(driver.instances(appeal)).isEmpty();
        WhistleRecord record = records.ofAppeal(appeal.number()).get(0);
        assertThat(record.overAt()).isNotNull();
        assertThat(record.departments()).extracting(WhistleRecord.Called::label).containsExactly("已终止", "已终止");
    }

    @Test
    void whoMayNotBlow_orWhomOneMayNotCall_isRefused_andNothingHappens() {
        Appeal grid = driver.file(GRID);
        assertThatThrownBy(() -> blow(grid, POWER, "grid-1")).hasMessageContaining("只有街道可以吹哨");
        Appeal appeal = atStreet();
        assertThatThrownBy(() -> blow(appeal, GRID, "street-1")).hasMessageContaining("职能部门");
        assertThatThrownBy(() -> blow(appeal, "420111-DISPATCH", "street-1")).hasMessageContaining("职能部门");
        blow(appeal, POWER, "street-1");
        assertThatThrownBy(() -> blow(appeal, URBAN, "street-1")).hasMessageContaining("已经吹哨");
        assertThat(records.ofAppeal(appeal.number())).hasSize(1);
    }

    private Appeal atStreet(Signal... signals) {
        Signal[] all = java.util.Arrays.copyOf(signals, signals.length + 1);
        all[signals.length] = Signal.CROSS_DEPARTMENT;
        return driver.file(GRID, all);
    }

    private Appeal blown(String departments) {
        return blown(departments, "street-1");
    }

    private Appeal asked(String departments) {
        return blown(departments, "street-2");
    }

    private Appeal blown(String departments, String officer) {
        Appeal appeal = atStreet();
        blow(appeal, departments, officer);
        return appeal;
    }

    private void blow(Appeal appeal, String departments, String officer) {
        driver.answer(appeal, HANDLE, officer, "WHISTLE", "departments", departments, "reason", "需现场会商");
    }

    private void arrive(Appeal appeal, String unit) {
        driver.answer(task(appeal, WhistleModel.CONFIRM_ARRIVAL, unit), officer(unit), "ARRIVED");
    }

    private void answer(Appeal appeal, String unit) {
        driver.answer(task(appeal, WhistleModel.GIVE_ANSWER, unit), officer(unit), "ANSWER", "answer", "当场抢修");
    }

    private static String officer(String unit) {
        return unit.equals(POWER) ? "power-1" : "urban-1";
    }

    private boolean hasTask(Appeal appeal, String key) {
        return inbox.ofAppeal(appeal.id()).stream()
                .anyMatch(task -> task.taskKey().equals(key));
    }

    private OpenTask task(Appeal appeal, String key, String unit) {
        return inbox.ofAppeal(appeal.id()).stream()
                .filter(task -> task.taskKey().equals(key) && task.unitCode().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private List<TimelineKind> kindsOf(Appeal appeal, String unit) {
        return driver.timeline(appeal).stream()
                .filter(entry -> unit.equals(entry.unitCode()))
                .map(entry -> entry.kind())
                .toList();
    }

    private List<String> told(Appeal appeal, String template) {
        return jdbc.sql("select unit_code from notification where appeal_id = ? and template = ? order by seq")
                .params(appeal.id(), template)
                .query(String.class)
                .list();
    }
}
