package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.minqing.Chromium;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Signal;
import org.minqing.insight.KeptFigures;
import org.minqing.security.RequesterCodes;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What leaders and everybody see, in a real browser: by the keyboard, on a telephone, on a hall's screen. */
@MinqingTest
@Tag("browser")
class LeaderBrowserTest {

    private static final String HANDLE = "userTask_handleAppeal";
    private static final List<String> PAGES =
            List.of("overview", "lists", "rates", "research", "supervision", "archive", "dispatch");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestUsers users;

    @Autowired
    private BrowserDirectory directory;

    @Autowired
    private ProcessDriver driver;

    @Autowired
    private KeptFigures figures;

    @Autowired
    private RequesterCodes codes;

    @BeforeAll
    static void startBrowser() {
        Path chromium = Chromium.require();
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void staff() {
        users.administrator();
        directory.fill();
    }

    @Test
    void leaderFindsTheOldestCase_supervisesItAndTakesTheListWithHim() throws IOException {
        Appeal open = driver.file("望江路路灯不亮", BrowserDirectory.GRID, Signal.DANGER);
        Appeal done = driver.file("垃圾桶满溢", BrowserDirectory.GRID);
        driver.answer(done, HANDLE, "tingtao-grid", "RESOLVE", "reply", "已清运", "households", 30);
        figures.count();
        try (Screen leader = screen(1440, 900)) {
            leader.signIn("cockpit", "wangjiang-leader");
            leader.page().locator("a:has-text('民情总览')").first().click();
            leader.see("等得最久");
            leader.page().locator(".djs-overlay .minqing-badge").first().waitFor();
            leader.page().locator(".minqing-chart svg").first().waitFor();
            leader.picture("20-overview");
            accessible(leader, "overview");

            page(leader, "lists", "问题清单");
            leader.see(open.number());
            leader.picture("21-lists");
            accessible(leader, "lists");
            Download download = leader.page()
                    .waitForDownload(() -> leader.page().getByText("导出 Excel").click());
            assertThat(download.suggestedFilename()).isEqualTo("问题清单.xlsx");
            try (InputStream content = download.createReadStream();
                    XSSFWorkbook workbook = new XSSFWorkbook(content)) {
                assertThat(workbook.getSheetAt(0).getRow(0).getCell(0).getStringCellValue())
                        .isEqualTo("编号");
                assertThat(workbook.getSheetAt(0).getLastRowNum()).isPositive();
            }

            leader.page().getByText(open.number()).first().focus();
            leader.page().keyboard().press("Enter");
            leader.see("下达督办");
            leader.page().locator(".minqing-picture .minqing-way").first().waitFor();
            leader.page().locator("select[name=officer]").selectOption("tingtao-grid");
            leader.page().getByLabel("督办要求").fill("今天修好并报告");
            leader.page().getByLabel("完成期限（当天 17:30）").fill("2030-01-31");
            leader.picture("22-case");
            accessible(leader, "case");
            leader.page().getByRole(AriaRole.BUTTON, exactly("督办")).press("Enter");
            leader.see("已督办");
            page(leader, "supervision", "今天修好并报告");
            leader.see("周小芸");
            leader.picture("23-supervision");
            accessible(leader, "supervision");

            page(leader, "archive", done.number());
            leader.page().getByText(done.number()).first().click();
            leader.see("各级用时");
            leader.page().locator(".minqing-picture .minqing-lasted").first().waitFor();
            leader.picture("24-archive-case");
            page(leader, "rates", "响应率");
            leader.page().locator(".minqing-tile").first().press("Enter");
            leader.see("由哪些诉求组成");
            leader.picture("25-rates");
            accessible(leader, "rates");
            page(leader, "research", "组团调研");
            leader.picture("26-research");
            accessible(leader, "research");
            assertThat(leader.strangers()).isEmpty();
        }
    }

    @Test
    void leaderHoldsTheMonthlyDispatch_hisDecisionIsATaskOfTheStreet() throws IOException {
        driver.file("窨井盖破损", BrowserDirectory.GRID);
        figures.count();
        String words = "排查本区井盖并限期修复";
        try (Screen leader = screen(1440, 900)) {
            leader.signIn("cockpit", "wangjiang-leader");
            open(leader, "dispatch");
            leader.page().getByRole(AriaRole.BUTTON, exactly("现在汇总上月材料")).press("Enter");
            leader.page().locator(".minqing-table a").first().press("Enter");
            leader.see("各街道三率");
            leader.page().getByLabel("交办事项").fill(words);
            leader.page().locator("select[name=unit]").selectOption(BrowserDirectory.STREET);
            leader.page().getByLabel("完成日期（当天 17:30）").fill("2035-01-31");
            leader.picture("31-dispatch");
            accessible(leader, "dispatch");
            leader.page().getByRole(AriaRole.BUTTON, exactly("交办")).press("Enter");
            leader.page()
                    .locator("td", new Page.LocatorOptions().setHasText(words))
                    .waitFor();
            leader.page().getByRole(AriaRole.BUTTON, exactly("完成调度，下达任务")).press("Enter");
            leader.see("落实中");
            Download pack = leader.page()
                    .waitForDownload(() -> leader.page().getByText("导出 Excel").click());
            assertThat(pack.suggestedFilename()).startsWith("每月调度").endsWith(".xlsx");
            leader.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            leader.picture("32-dispatch-printed");
            assertThat(leader.page().locator(".minqing-pages").isVisible()).isFalse();
            assertThat(leader.strangers()).isEmpty();
        }
        try (Screen street = screen(1440, 900)) {
            street.signIn("tasklist", "guanlan-street").list("待认领");
            street.page().locator(".minqing-brief").getByText(words).click();
            street.page().locator(".minqing-case .minqing-card").waitFor();
            street.claim().choose("已落实").fill("result", "已全部修复").picture("33-dispatch-task");
            street.finish();
        }
        try (Screen leader = screen(1440, 900)) {
            leader.signIn("cockpit", "wangjiang-leader");
            open(leader, "dispatch");
            leader.see("已完成");
        }
    }

    @Test
    void administratorLooksAtAnInstance_heSeesItsWayAndNoneOfItsWords() {
        Appeal appeal = driver.file("只有经办人能看的话", BrowserDirectory.GRID);
        try (Screen administrator = screen(1440, 900)) {
            administrator.signIn("cockpit", TestUsers.ADMINISTRATOR);
            administrator
                    .page()
                    .navigate(root() + "/camunda/app/cockpit/default/#/process-instance/" + appeal.processInstanceId()
                            + "/runtime");
            administrator.page().getByText("诉求经过").first().click();
            administrator
                    .page()
                    .locator(".minqing-run")
                    .getByText(appeal.number())
                    .waitFor();
            administrator.see("各级用时");
            administrator.picture("34-instance");
            assertThat(administrator.page().content()).doesNotContain("只有经办人能看的话");
        }
    }

    @Test
    void pagesAreReadOnATelephoneAndOnA4kScreen_nothingRunsOutOfSight() {
        driver.file("公园健身器材损坏", BrowserDirectory.GRID);
        figures.count();
        for (int width : List.of(360, 3840)) {
            try (Screen leader = screen(width, width == 360 ? 740 : 2160)) {
                leader.signIn("cockpit", "wangjiang-leader");
                for (String page : PAGES) {
                    open(leader, page);
                    leader.page()
                            .locator(".minqing-content > .minqing-note:has-text('正在读取')")
                            .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                    leader.picture("27-" + page + "-" + width);
                    assertThat((Boolean) leader.page()
                                    .evaluate("() => { const p = document.querySelector('.minqing-page');"
                                            + " return p.scrollWidth <= p.clientWidth; }"))
                            .as("%s at %d px fits", page, width)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everybodyLooksAtTheBoard_heSeesThreeColumnsAndNoTelephone() {
        driver.file("下水道堵塞请致电13800138000", BrowserDirectory.GRID, Signal.DANGER);
        for (int width : List.of(360, 3840)) {
            try (Screen hall = screen(width, width == 360 ? 740 : 2160)) {
                hall.page().navigate(root() + "/board/" + BrowserDirectory.DISTRICT);
                hall.see("下水道堵塞请致电某");
                hall.see("分期分批办");
                assertThat(hall.page().content()).doesNotContain("13800138000");
                hall.picture("28-board-" + width);
                accessible(hall, "board");
                assertThat(hall.strangers()).isEmpty();
            }
        }
    }

    @Test
    void requesterOpensHisCaseByTheCode_heReadsTheReplyAndRatesIt() {
        Appeal appeal = driver.file("楼道堆物", BrowserDirectory.GRID);
        driver.answer(appeal, HANDLE, "tingtao-grid", "RESOLVE", "reply", "已清理完毕");
        try (Screen requester = screen(360, 740)) {
            Page page = requester.page();
            page.navigate(root() + "/track");
            accessible(requester, "track");
            page.getByLabel("诉求编号").fill(appeal.number());
            page.getByLabel("查询码").fill("23456789");
            page.getByLabel("查询码").press("Enter");
            requester.see("编号或查询码不对");
            page.getByLabel("查询码").fill(codes.codeOf(appeal.number()).toLowerCase(Locale.ROOT));
            page.getByLabel("查询码").press("Enter");
            requester.see("已清理完毕");
            page.getByLabel("满意", new Page.GetByLabelOptions().setExact(true)).check();
            requester.picture("29-track");
            accessible(requester, "track case");
            page.getByText("提交评价").click();
            requester.see("已评价");
            requester.picture("30-track-rated");
            assertThat(requester.strangers()).isEmpty();
        }
        assertThat(driver.reload(appeal).rating()).isEqualTo(Rating.SATISFIED);
    }

    private void page(Screen screen, String page, String sign) {
        open(screen, page);
        screen.see(sign);
    }

    private void open(Screen screen, String page) {
        screen.page().navigate(root() + "/camunda/app/cockpit/default/#/minqing/" + page);
        screen.page()
                .locator(".minqing-pages a[href$='" + page + "'][aria-current]")
                .waitFor();
    }

    private static void accessible(Screen screen, String page) {
        Axe.accessible(screen.page(), page);
    }

    private Screen screen(int width, int height) {
        return new Screen(browser, root(), width, height);
    }

    private String root() {
        return "http://127.0.0.1:" + port;
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
