package org.minqing.monthlydispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.ProcessDriver.at;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.CoversModel;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealErased;
import org.minqing.directory.DirectoryImporter;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.OpenTasks;
import org.minqing.insight.KeptFigures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through a month's dispatch. 2026-03-02 is the first working day of March, 2026-04-01 of April. */
@MinqingTest
@CoversModel("monthlyDispatch")
class MonthlyDispatchTest {

    private static final String DISTRICT = "420197";
    private static final String DESK = "420197-DISPATCH";
    private static final String STREET = "420197001";
    private static final String GRID = "420197001001001";
    private static final String LEADER = "dispatch-leader";

    @Autowired
    ProcessDriver driver;

    @Autowired
    MonthlyDispatchService dispatches;

    @Autowired
    MonthlyDispatchReader reader;

    @Autowired
    PackErasure packs;

    @Autowired
    OpenTasks inbox;

    @Autowired
    DirectoryImporter importer;

    @Autowired
    TestDirectory cityFirst;

    @Autowired
    KeptFigures figures;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void district() {
        driver.clock("2026-02-20T10:00");
        importer.importUnits(csv("""
                code,name,level,parent_code
                420197,调度区,DISTRICT,4201
                420197001,调度街道,STREET,420197
                420197001001,调度社区,COMMUNITY,420197001
                420197001001001,调度网格,GRID,420197001001
                """));
        importer.importOfficers(csv("""
                id,name,unit_code,roles,email,first_responsible
                dispatch-leader,调度区领导,420197,LEADER,,true
                dispatch-inspector,调度区督查,420197,INSPECTOR,,false
                dispatch-street,调度街道主任,420197001,STREET_STAFF,,true
                dispatch-grid,调度网格员,420197001001001,GRID_MEMBER,,true
                """), "Correct-horse-7");
    }

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
    }

    @Test
    void firstWorkingDay_packIsCollectedOnce_leaderHasATaskForThreeWorkingDays() throws IOException {
        Appeal open = driver.file("二月的路灯", GRID);
        driver.file("二月的井盖", GRID);
        figures.count();
        driver.clock("2026-03-01T09:00");
        dispatches.startDue();
        assertThat(numbers()).doesNotContain("420197-DD-202602");
        driver.clock("2026-03-02T07:00");
        dispatches.startDue();
        dispatches.startDue();

        OpenTask task = inbox.of("420197-DD-202602").get(0);
        assertThat(task.unitCode()).isEqualTo(DISTRICT);
        assertThat(task.dueAt()).isEqualTo(at("2026-03-05T17:30"));
        as(LEADER, DISTRICT, "role-leader");
        MonthlyDispatchView view = reader.one("420197-DD-202602");
        assertThat(view.mayDecide()).isTrue();
        assertThat(view.pack())
                .contains("总体情况", "三率", "办理时间最长", "反映最多", "存在争议", "问题清单", "任务清单", "效果清单")
                .contains(open.number(), "2026年2月");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(reader.workbook("420197-DD-202602")))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(9);
            assertThat(workbook.getSheet("问题清单").getLastRowNum()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void appealIsErased_thePackSaysNothingOfItAnyMore() throws IOException {
        Appeal erased = driver.file("不愿留下的话", GRID);
        Appeal kept = driver.file("可以留下的话", GRID);
        MonthlyDispatch dispatch = begin("2026-08-03T09:00");
        packs.erased(new AppealErased(erased.id()));
        as(LEADER, DISTRICT, "role-leader");
        assertThat(reader.one(dispatch.number()).pack())
                .contains(erased.number(), "已删除", "可以留下的话")
                .doesNotContain("不愿留下的话");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(reader.workbook(dispatch.number())))) {
            assertThat(workbook.getSheet("办理时间最长"))
                    .anySatisfy(row ->
                            assertThat(row.getCell(0).getStringCellValue()).isEqualTo(kept.number()));
        }
    }

    @Test
    void leaderDecides_eachDecisionIsATaskWithOwnerAndDate_untilAllAreCarriedOut() {
        Appeal appeal = driver.file("三月的路灯", GRID);
        MonthlyDispatch dispatch = begin("2026-04-01T09:00");
        OpenTask first = decide(dispatch);
        assertThatThrownBy(() -> order(first, "dispatch-inspector", STREET, "", "督查员不能决定"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> order(first, LEADER, "420106001", "", "外区单位")).isInstanceOf(Refused.class);
        order(first, LEADER, STREET, appeal.number(), "修好路灯并举一反三");
        OpenTask second = decide(dispatch);
        assertThat(second.assignee()).isEqualTo(LEADER);
        order(second, LEADER, DISTRICT, "", "研究路灯维护经费");
        driver.answer(decide(dispatch), LEADER, "FINISH", "summary", "三项工作抓紧");

        List<OpenTask> decisions = inbox.of(dispatch.number());
        assertThat(decisions)
                .extracting(OpenTask::unitCode, OpenTask::subject, OpenTask::dueAt)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(STREET, "修好路灯并举一反三", at("2026-04-20T17:30")),
                        org.assertj.core.groups.Tuple.tuple(DISTRICT, "研究路灯维护经费", at("2026-04-20T17:30")));
        assertThat(driver.last(appeal, org.minqing.appeal.TimelineKind.SUPERVISED)
                        .unitCode())
                .isEqualTo(STREET);

        as("dispatch-street", STREET);
        assertThat(reader.one(dispatch.number()).decisions()).hasSize(1);
        assertThat(reader.one(dispatch.number()).pack()).isNull();
        assertThatThrownBy(() -> reader.workbook(dispatch.number())).isInstanceOf(Refused.class);
        identity.clearAuthentication();

        ClockUtil.setCurrentTime(Date.from(at("2026-04-20T17:30")));
        timers(dispatch).forEach(job -> management.executeJob(job.getId()));
        assertThat(told(dispatch, STREET)).contains("MONTHLY_DECISION", "MONTHLY_OVERDUE");
        assertThat(told(dispatch, DISTRICT)).contains("MONTHLY_OVERDUE");

        decisions.forEach(task -> driver.answer(
                task, task.unitCode().equals(STREET) ? "dispatch-street" : LEADER, "DONE", "result", "已落实"));
        as(LEADER, DISTRICT, "role-leader");
        assertThat(reader.one(dispatch.number()).state()).isEqualTo("已完成");
        assertThat(inbox.of(dispatch.number())).isEmpty();
    }

    @Test
    void leaderDecidesNothing_monthIsDoneAtOnce() {
        MonthlyDispatch dispatch = begin("2026-05-06T09:00");
        driver.answer(decide(dispatch), LEADER, "FINISH");
        as(LEADER, DISTRICT, "role-leader");
        assertThat(reader.one(dispatch.number()).state()).isEqualTo("已完成");
    }

    @Test
    void leaderIsLate_heIsRemindedAndTheCityHearsOfIt() {
        MonthlyDispatch dispatch = begin("2026-06-01T09:00");
        ClockUtil.setCurrentTime(Date.from(dispatch.dueAt()));
        timers(dispatch).forEach(job -> management.executeJob(job.getId()));
        assertThat(told(dispatch, DISTRICT)).contains("MONTHLY_OVERDUE");
        assertThat(told(dispatch, TestDirectory.CITY)).contains("MONTHLY_OVERDUE");
        decide(dispatch);
    }

    @Test
    void leaderAddsADecisionTooLate_heIsNotRemindedOnceMore() {
        MonthlyDispatch dispatch = begin("2026-09-01T09:00");
        ClockUtil.setCurrentTime(Date.from(dispatch.dueAt()));
        timers(dispatch).forEach(job -> management.executeJob(job.getId()));
        driver.answer(
                decide(dispatch),
                LEADER,
                "ORDER",
                "decision",
                "清理堵点",
                "targetUnit",
                STREET,
                "decisionDay",
                "2026-09-21");
        timers(dispatch).forEach(job -> management.executeJob(job.getId()));
        assertThat(told(dispatch, TestDirectory.CITY)).containsExactly("MONTHLY_OVERDUE");
    }

    @Test
    void decisionIsLeftLying_ownerIsRemindedUrgedSupervisedAndCensured_theDeskTakesItUp() {
        MonthlyDispatch dispatch = begin("2026-10-09T09:00");
        driver.answer(
                decide(dispatch),
                LEADER,
                "ORDER",
                "decision",
                "清理堵点",
                "targetUnit",
                STREET,
                "decisionDay",
                "2026-10-19");
        driver.answer(decide(dispatch), LEADER, "FINISH");
        pass(dispatch, "2026-10-19T08:29");
        assertThat(told(dispatch, STREET)).containsExactly("MONTHLY_DECISION");
        pass(dispatch, "2026-10-19T08:30");
        assertThat(told(dispatch, STREET)).containsExactlyInAnyOrder("MONTHLY_DECISION", "MONTHLY_DUE");
        assertThat(urged(dispatch)).isEqualTo("已提醒");
        pass(dispatch, "2026-10-19T17:30");
        assertThat(told(dispatch, DISTRICT)).contains("MONTHLY_OVERDUE");
        assertThat(told(dispatch, DESK)).isEmpty();
        pass(dispatch, "2026-10-22T17:30");
        assertThat(urged(dispatch)).isEqualTo("已督办");
        assertThat(told(dispatch, DESK)).containsExactly("MONTHLY_SUPERVISION");
        pass(dispatch, "2026-10-26T17:30");
        assertThat(told(dispatch, STREET))
                .containsExactlyInAnyOrder(
                        "MONTHLY_DECISION", "MONTHLY_DUE", "MONTHLY_OVERDUE", "MONTHLY_SUPERVISION", "MONTHLY_CENSURE");
        assertThat(urged(dispatch)).isEqualTo("已通报");
        driver.answer(inbox.of(dispatch.number()).get(0), "dispatch-street", "DONE", "result", "已清理");
        assertThat(timers(dispatch)).isEmpty();
        as(LEADER, DISTRICT, "role-leader");
        assertThat(reader.one(dispatch.number()).state()).isEqualTo("已完成");
    }

    @Test
    void leaderDecidesInCockpit_decisionsAreKeptAndOthersMayNot() {
        MonthlyDispatch dispatch = begin("2026-07-01T09:00");
        MonthlyDispatchController page = new MonthlyDispatchController(reader);
        as("dispatch-street", STREET, "role-leader");
        assertThatThrownBy(() -> page.complete(dispatch.number(), new MonthlyDispatchController.Completion(null)))
                .isInstanceOf(Refused.class);
        as(LEADER, DISTRICT, "role-leader");
        page.decide(dispatch.number(), new MonthlyDispatchController.NewDecision("清理堵点", STREET, "2026-07-20", null));
        page.complete(dispatch.number(), new MonthlyDispatchController.Completion("按时完成"));
        assertThat(reader.one(dispatch.number()).decisions())
                .extracting(MonthlyDispatchView.Line::words)
                .containsExactly("清理堵点");
        assertThat(reader.list()).extracting(MonthlyDispatchView::number).contains(dispatch.number());
    }

    private MonthlyDispatch begin(String time) {
        driver.clock(time);
        dispatches.start(new org.minqing.directory.Unit(
                DISTRICT, "调度区", org.minqing.directory.UnitLevel.DISTRICT, "4201", "/4201/420197/"));
        String number = "420197-DD-"
                + YearMonth.parse(time.substring(0, 7))
                        .minusMonths(1)
                        .toString()
                        .replace("-", "");
        as(LEADER, DISTRICT, "role-leader");
        reader.one(number);
        identity.clearAuthentication();
        return dispatches.of(number);
    }

    private OpenTask decide(MonthlyDispatch dispatch) {
        List<OpenTask> open = inbox.of(dispatch.number());
        assertThat(open).extracting(OpenTask::taskKey).containsExactly(MonthlyDispatchModel.DECIDE);
        return open.get(0);
    }

    private void order(OpenTask task, String officer, String unit, String appeal, String words) {
        driver.answer(
                task,
                officer,
                "ORDER",
                "decision",
                words,
                "targetUnit",
                unit,
                "decisionDay",
                "2026-04-20",
                "appealNumber",
                appeal);
    }

    private List<Job> timers(MonthlyDispatch dispatch) {
        return management
                .createJobQuery()
                .processInstanceId(dispatch.processInstanceId())
                .timers()
                .list();
    }

    /** Moves the clock on; the timers on the way fire in due order, each at its time. */
    private void pass(MonthlyDispatch dispatch, String time) {
        timers(dispatch).stream()
                .filter(job -> !job.getDuedate().toInstant().isAfter(at(time)))
                .sorted(Comparator.comparing(Job::getDuedate))
                .forEach(job -> {
                    ClockUtil.setCurrentTime(job.getDuedate());
                    management.executeJob(job.getId());
                });
        driver.clock(time);
    }

    private String urged(MonthlyDispatch dispatch) {
        as(LEADER, DISTRICT, "role-leader");
        String urged = reader.one(dispatch.number()).decisions().get(0).urged();
        identity.clearAuthentication();
        return urged;
    }

    private List<String> told(MonthlyDispatch dispatch, String unit) {
        return jdbc.sql("select template from notification where unit_code = ? and params like ?")
                .params(unit, "%" + dispatch.number() + "%")
                .query(String.class)
                .list();
    }

    private List<String> numbers() {
        return jdbc.sql("select number from monthly_dispatch")
                .query(String.class)
                .list();
    }

    private void as(String officer, String unit, String... groups) {
        List<String> all = new java.util.ArrayList<>(List.of(groups));
        all.add(unit);
        identity.setAuthentication(officer, all);
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
