package org.minqing.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.appeal.UrgencyClass;
import org.minqing.closing.ClosingService;
import org.minqing.level.LevelModel;
import org.minqing.supervision.SupervisionService;
import org.springframework.beans.factory.annotation.Autowired;

@MinqingTest
class InsightTest {

    private static final String HANDLE = "userTask_handleAppeal";

    @Autowired
    private LeaderDistrict district;

    @Autowired
    private ProcessDriver driver;

    @Autowired
    private CaseListService lists;

    @Autowired
    private CaseListWorkbook workbooks;

    @Autowired
    private FigureService figures;

    @Autowired
    private OverviewService overview;

    @Autowired
    private RateService rates;

    @Autowired
    private CaseFileService files;

    @Autowired
    private SupervisionService supervision;

    @Autowired
    private SupervisionListService supervised;

    @Autowired
    private ListChoiceService choices;

    @Autowired
    private SearchService search;

    @Autowired
    private ClosingService closing;

    @Autowired
    private IdentityService identity;

    private final String word = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void fill() {
        district.fill();
        driver.clock("2026-03-02T10:00");
    }

    @AfterEach
    void leave() {
        identity.clearAuthentication();
    }

    @Test
    void leaderTurnsThePages_heSeesEachCaseOfHisStreetOnceAndNoOther() {
        List<String> east = List.of(
                file(LeaderDistrict.GRID).number(),
                file(LeaderDistrict.GRID, Signal.DANGER).number(),
                file(LeaderDistrict.GRID).number());
        String west = file(LeaderDistrict.OTHER_GRID).number();
        as("east-leader", LeaderDistrict.STREET);
        assertThat(all(CaseList.PROBLEMS, CaseFilter.NONE))
                .containsAll(east)
                .doesNotContain(west)
                .doesNotHaveDuplicates();
        assertThat(all(CaseList.TASKS, CaseFilter.NONE)).containsAll(east).doesNotContain(west);
        as("linjiang-leader", LeaderDistrict.DISTRICT);
        assertThat(all(CaseList.PROBLEMS, CaseFilter.NONE)).containsAll(east).contains(west);
        assertThat(all(CaseList.PROBLEMS, CaseFilter.ofArea(LeaderDistrict.OTHER_STREET)))
                .contains(west)
                .doesNotContainAnyElementsOf(east);
        CaseFilter urgent = new CaseFilter(null, null, null, UrgencyClass.IMMEDIATE, null, null, null);
        assertThat(all(CaseList.PROBLEMS, urgent)).contains(east.get(1)).doesNotContain(east.get(0));
        assertThat(lists.count(CaseList.PROBLEMS, urgent).rows())
                .isEqualTo(all(CaseList.PROBLEMS, urgent).size());
    }

    @Test
    void unitTakesPartElsewhere_itsOfficerSeesThatCaseInTheList() {
        Appeal west = file(LeaderDistrict.OTHER_GRID);
        as("east-grid", LeaderDistrict.GRID);
        assertThat(all(CaseList.PROBLEMS, CaseFilter.NONE)).doesNotContain(west.number());
        identity.clearAuthentication();
        driver.answer(west, HANDLE, "west-grid", "RETURN", "reason", "不属于本网格");
        driver.answer(west, "userTask_decideReturn", "linjiang-desk", "CONFIRM", "targetUnit", LeaderDistrict.GRID);
        as("east-grid", LeaderDistrict.GRID);
        assertThat(driver.reload(west).levelUnit()).isEqualTo(LeaderDistrict.GRID);
        assertThat(all(CaseList.PROBLEMS, CaseFilter.NONE)).contains(west.number());
        assertThat(all(CaseList.TASKS, CaseFilter.NONE)).contains(west.number());
    }

    @Test
    void subjectBeginsLikeAFormula_theWorkbookHoldsItAsText() throws IOException {
        driver.file("=HYPERLINK(\"http://example.org\")" + word, LeaderDistrict.GRID);
        as("east-leader", LeaderDistrict.STREET);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        workbooks.write(CaseList.PROBLEMS, CaseFilter.NONE, out);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            Sheet sheet = workbook.getSheet("问题清单");
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("编号");
            List<Cell> hit = new ArrayList<>();
            sheet.forEach(row -> {
                if (row.getCell(1).getStringCellValue().endsWith(word)) {
                    hit.add(row.getCell(1));
                }
            });
            assertThat(hit).singleElement().satisfies(cell -> {
                assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
                assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
            });
        }
    }

    @Test
    void caseIsHandledAndRated_figuresFollowAndCountingAgainChangesNothing() {
        figures.count();
        as("east-leader", LeaderDistrict.STREET);
        LocalDate day = LocalDate.of(2026, 3, 2);
        Rates before = rates.rates(null, day, LocalDate.of(2026, 3, 6));
        Appeal good = file(LeaderDistrict.GRID);
        Appeal late = file(LeaderDistrict.GRID);
        figures.count();
        assertThat(overview.overview().levels().get(0).open()).isPositive();
        identity.clearAuthentication();
        driver.answer(good, HANDLE, "east-grid", "RESOLVE", "reply", "已修好");
        figures.count();
        closing.rate(good.number(), Rating.SATISFIED, null, "requester");
        driver.passUntil(late, "2026-03-04T09:00");
        figures.count();
        as("east-leader", LeaderDistrict.STREET);
        Rates now = rates.rates(null, day, LocalDate.of(2026, 3, 6));
        assertThat(gained(before, now, Rate.RESPONSE)).containsExactly(1, 2);
        assertThat(gained(before, now, Rate.RESOLUTION)).containsExactly(1, 2);
        assertThat(gained(before, now, Rate.SATISFACTION)).containsExactly(1, 1);
        assertThat(gained(before, now, Rate.FIRST_TIME)).containsExactly(1, 1);
        figures.count();
        figures.recount();
        assertThat(rates.rates(null, day, LocalDate.of(2026, 3, 6))).isEqualTo(now);
        assertThat(rates.cases(Rate.RESPONSE, null, day, day, false, null).cases())
                .extracting(Rates.Counted::number)
                .contains(late.number())
                .doesNotContain(good.number());
        assertThat(now.sisters()).extracting(Rates.Sister::name).containsExactly("东街道", "西街道");
    }

    @Test
    void dueTimePasses_theCaseCountsAsOverdueBeforeItsDeadlineActs() {
        Appeal appeal = file(LeaderDistrict.OTHER_GRID);
        as("linjiang-leader", LeaderDistrict.DISTRICT);
        figures.recount();
        long overdue = overview.overview().overdue();
        driver.clock("2026-03-03T17:31");
        figures.recount();
        assertThat(overview.overview().overdue()).isGreaterThan(overdue);
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.GRID);
    }

    @Test
    void leaderOrdersSupervision_itStandsInTheTimelineAndTheList() {
        Appeal appeal = file(LeaderDistrict.GRID);
        as("east-grid", LeaderDistrict.GRID);
        assertThatThrownBy(() -> supervision.order(appeal.number(), null, null, LocalDate.of(2026, 3, 5), "尽快"))
                .isInstanceOf(Refused.class);
        as("east-leader", LeaderDistrict.STREET, "role-leader");
        assertThatThrownBy(() -> supervision.order(appeal.number(), null, null, LocalDate.of(2026, 3, 1), "尽快"))
                .isInstanceOf(Refused.class);
        supervision.order(appeal.number(), null, null, LocalDate.of(2026, 3, 5), "三日内修好并报告");
        assertThat(driver.last(appeal, TimelineKind.SUPERVISED).note()).isEqualTo("三日内修好并报告");
        assertThat(supervised.supervised()).anySatisfy(one -> {
            assertThat(one.number()).isEqualTo(appeal.number());
            assertThat(one.unit()).isEqualTo("东网格");
            assertThat(one.dueAt()).isEqualTo("3月5日 17:30");
        });
        CaseFile file = files.file(appeal.number());
        assertThat(file.mayBeSupervised()).isTrue();
        assertThat(file.pictures().get(0).elements()).contains("callActivity_gridLevel");
    }

    @Test
    void supervisionOfAPerson_heIsNamedWithHisUnit_aStrangerIsRefused() {
        Appeal appeal = file(LeaderDistrict.GRID);
        as("east-leader", LeaderDistrict.STREET, "role-leader");
        assertThat(choices.officers(LeaderDistrict.GRID))
                .extracting(ListChoiceService.Choice::code)
                .containsExactly("east-grid");
        assertThat(choices.officers(TestDirectory.GRID)).isEmpty();
        assertThatThrownBy(() -> supervision.order(
                        appeal.number(), LeaderDistrict.GRID, "west-grid", LocalDate.of(2026, 3, 5), "尽快"))
                .isInstanceOf(Refused.class);
        supervision.order(appeal.number(), LeaderDistrict.GRID, "east-grid", LocalDate.of(2026, 3, 5), "由本人负责");
        assertThat(supervised.supervised())
                .filteredOn(one -> one.number().equals(appeal.number()))
                .extracting(SupervisionView::unit)
                .containsExactly("东网格 东网格员");
    }

    @Test
    void supervisedCase_whosePlaceIsKnownBetterLater_isSupervisedThere() {
        Appeal appeal = driver.file("东街道路灯不亮", LeaderDistrict.STREET);
        as("east-leader", LeaderDistrict.STREET, "role-leader");
        supervision.order(appeal.number(), null, null, LocalDate.of(2026, 3, 5), "尽快");
        identity.clearAuthentication();
        driver.answer(appeal, LevelModel.DISPATCH, "linjiang-desk", "DISPATCH", "targetUnit", LeaderDistrict.GRID);
        as("east-grid", LeaderDistrict.GRID, "role-leader");
        assertThat(supervised.supervised()).extracting(SupervisionView::number).contains(appeal.number());
    }

    @Test
    void residentTelephones_hisCaseIsFoundByNumberAndByWords_withinTheReadersRights() {
        Appeal east = file(LeaderDistrict.GRID);
        file(LeaderDistrict.OTHER_GRID);
        as("east-grid", LeaderDistrict.GRID, "role-grid-member");
        assertThat(search.search(east.number())).hasSize(1);
        assertThat(search.search("路灯 " + word))
                .extracting(SearchService.Found::number)
                .containsExactly(east.number());
        assertThat(search.search("没有这样的事" + word)).isEmpty();
        assertThat(search.search("13900000000")).isEmpty();
        assertThatThrownBy(() -> search.search(" ")).isInstanceOf(Refused.class);
        as("west-grid", LeaderDistrict.OTHER_GRID, "role-grid-member");
        assertThat(search.search(east.number())).isEmpty();
    }

    private Appeal file(String unit, Signal... signals) {
        return driver.file("路灯不亮" + word, unit, signals);
    }

    private void as(String officer, String unit, String... roles) {
        List<String> groups = new ArrayList<>(List.of(roles));
        groups.add(unit);
        identity.setAuthentication(officer, groups);
    }

    /** Numbers of all rows, by pages of two. */
    private List<String> all(CaseList list, CaseFilter filter) {
        List<String> numbers = new ArrayList<>();
        String after = null;
        do {
            CasePage page = lists.page(list, filter, after, 2);
            page.rows().forEach(row -> numbers.add(row.number()));
            after = page.next();
        } while (after != null);
        return numbers;
    }

    private static List<Integer> gained(Rates before, Rates now, Rate rate) {
        Rates.Of then = before.rates().get(rate.ordinal());
        Rates.Of since = now.rates().get(rate.ordinal());
        return List.of((int) (since.part() - then.part()), (int) (since.whole() - then.whole()));
    }
}
