package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.minqing.Chromium;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.inbox.OpenTask;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Paths beside the levels, as their users see and walk them in a real browser, by the keyboard and on a telephone. */
@MinqingTest
@Tag("browser")
class PathBrowserTest {

    private static final String HANDLE = "userTask_handleAppeal";
    private static final String WATER = "420190-WATER";
    private static final String GROUP = "420190-GUIDE-1";

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
    void deskJoinsACaseByItsSuggestion_andTakesItOutAgain_theTraceStays() {
        Appeal main = driver.file("听涛社区停水三天无人答复", BrowserDirectory.GRID, Signal.CROSS_DEPARTMENT);
        escalate(main);
        Appeal same = driver.file("听涛社区停水三天没有答复", BrowserDirectory.GRID);
        try (Screen grid = screen(1440, 900)) {
            grid.signIn("tasklist", "tingtao-grid").list("待认领").open(same.number());
            grid.tab("诉求卡片");
            grid.page()
                    .getByLabel("或填写其他诉求编号")
                    .or(grid.page().getByLabel("同题诉求编号"))
                    .fill(main.number());
            grid.page().getByLabel("并入理由").fill("同一次停水");
            grid.picture("40-join");
            accessible(grid, "join", ".minqing-same-question");
            grid.page().getByLabel("并入理由").press("Enter");
            grid.see("已并入诉求 " + main.number());
            grid.picture("41-joined");
        }
        assertThat(driver.reload(same).level()).isEqualTo(Level.JOINT);
        try (Screen desk = screen(1440, 900)) {
            desk.signIn("tasklist", "wangjiang-desk").list("待认领").open(same.number());
            desk.tab("诉求卡片");
            desk.see("并入诉求 " + main.number());
            desk.see("等待答复");
            desk.picture("42-waiting");
            desk.tab("表单");
            desk.claim().choose("退出同题办理").fill("reason", "停水原因不同");
            desk.finish();
        }
        assertThat(driver.reload(same).level()).isEqualTo(Level.GRID);
        assertThat(driver.kinds(same)).containsSubsequence(TimelineKind.JOINED, TimelineKind.UNJOINED);
        try (Screen leader = screen(1440, 900)) {
            leader.signIn("cockpit", "wangjiang-leader");
            openCase(leader, main);
            leader.see("被并入");
            leader.see("停水原因不同");
            leader.page().getByText("同题共答").last().scrollIntoViewIfNeeded();
            leader.picture("43-shared-answer");
            accessible(leader, "case with a shared answer", ".minqing-page");
        }
    }

    @Test
    void leaderHoldsASitting_eachCaseGetsAnAnswerAnOwnerAndADateOnTheSpot() {
        Appeal lamp = driver.file("望江路 12 号路灯损坏", BrowserDirectory.GRID);
        Appeal water = driver.file("望江路 12 号水压不足", BrowserDirectory.GRID);
        try (Screen leader = screen(1440, 900)) {
            leader.signIn("cockpit", "wangjiang-leader");
            open(leader, "train");
            leader.see("安排一期直通车");
            leader.page().getByLabel("编号或标题").fill("望江路 12 号");
            leader.page().getByLabel("编号或标题").press("Enter");
            leader.see("选择诉求（可选 2 件）");
            leader.page().locator("input[value='" + lamp.number() + "']").press("Space");
            leader.page().locator("input[value='" + water.number() + "']").press("Space");
            leader.picture("44-sitting-new");
            accessible(leader, "train", ".minqing-page");
            button(leader, "安排本期").press("Enter");

            leader.see("返回各期直通车");
            leader.page().getByText("待现场答复").first().waitFor();
            Locator first = row(leader, lamp);
            first.getByRole(AriaRole.BUTTON).press("Enter");
            first.getByLabel("现场办结").press("Space");
            first.getByLabel("答复内容").fill("已当场安排更换");
            leader.picture("45-sitting-settle");
            accessible(leader, "sitting", ".minqing-page");
            submit(first).press("Enter");
            leader.page()
                    .locator("li:has-text('" + lamp.number() + "'):has-text('已办结')")
                    .waitFor();

            Locator second = row(leader, water);
            second.getByRole(AriaRole.BUTTON).press("Enter");
            second.getByLabel("现场答复并交办").press("Space");
            second.getByLabel("答复内容").fill("两周内更换水泵");
            second.getByLabel("责任单位：按名称查找").fill("望江区水务局");
            leader.page()
                    .locator("select[name=targetUnit] option[value='" + WATER + "']")
                    .waitFor(attached());
            second.getByLabel("完成日期")
                    .fill(LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(14).toString());
            leader.picture("46-sitting-promise");
            submit(second).press("Enter");
            leader.see("责任单位：望江区水务局");
            leader.picture("47-sitting-answered");
            assertThat(leader.page()
                            .locator(".minqing-tile:has-text('民生类') strong")
                            .innerText())
                    .isEqualTo("2");
            assertThat(leader.strangers()).isEmpty();
        }
        assertThat(driver.reload(lamp).state()).isEqualTo(AppealState.CLOSING);
        assertThat(driver.task(water, "userTask_keepPromise").unitCode()).isEqualTo(WATER);
    }

    @Test
    void departmentIsCalledToTheSpot_confirmsItsArrivalInTasklist_andAsksForMoreTimeInResearch() {
        Appeal appeal = driver.file("观澜夜市电线垂落", BrowserDirectory.GRID, Signal.CROSS_DEPARTMENT);
        driver.answer(appeal, HANDLE, "guanlan-street", "WHISTLE", "departments", WATER, "reason", "需现场会商");
        try (Screen water = screen(1440, 900)) {
            water.signIn("tasklist", "wangjiang-water").list("待认领").open(appeal.number());
            water.claim().choose("已到场").finish();
        }
        assertThat(driver.kinds(appeal)).contains(TimelineKind.ARRIVED);

        Appeal research = driver.file("观澜街道三处泵房老旧", BrowserDirectory.GRID, Signal.CROSS_DEPARTMENT);
        escalate(research);
        driver.answer(
                research,
                "userTask_conveneResearch",
                "wangjiang-desk",
                "CONVENE",
                "leadDepartment",
                WATER,
                "guidanceGroup",
                GROUP,
                "departments",
                WATER);
        driver.answer(research, "userTask_acceptPart", "wangjiang-water", "ACCEPT");
        OpenTask opinion = driver.task(research, "userTask_giveOpinion");
        try (Screen water = screen(1440, 900)) {
            water.signIn("tasklist", "wangjiang-water");
            water.page().navigate(root() + "/camunda/app/tasklist/default/#/?task=" + opinion.taskId());
            water.claim().choose("申请延期").fill("reason", "需等设备厂家到场");
            water.fill("extensionAmount", "1");
            water.picture("57-more-time");
            water.finish();
        }
        driver.answer(research, "userTask_decideExtension", "wangjiang-leader", "GRANT");
        assertThat(driver.task(research, "userTask_giveOpinion").dueAt()).isAfter(opinion.dueAt());
    }

    @Test
    void deskPreparesASitting_andGivesAGuidanceGroupItsArea_onAPageOfItsOwn() {
        Appeal lamp = driver.file("观澜路 7 号路灯不亮", BrowserDirectory.GRID);
        try (Screen desk = screen(1440, 900)) {
            desk.signIn("tasklist", "wangjiang-desk");
            Locator way = desk.page().getByText("直通车和指导组");
            way.waitFor();
            desk.picture("52-desk-way");
            way.press("Enter");
            desk.see("安排一期直通车");
            desk.page().getByLabel("编号或标题").fill("观澜路 7 号");
            desk.page().getByLabel("编号或标题").press("Enter");
            desk.see("选择诉求（可选 1 件）");
            desk.page().locator("input[value='" + lamp.number() + "']").press("Space");
            desk.picture("53-desk-sitting");
            button(desk, "安排本期").press("Enter");
            desk.page()
                    .locator("form [role=status]:not(:empty)")
                    .or(desk.page().getByText("返回各期直通车"))
                    .first()
                    .waitFor();
            assertThat(desk.page().locator("form [role=status]").allInnerTexts())
                    .isEmpty();
            desk.see("返回各期直通车");
            desk.see(lamp.number());
            desk.picture("54-desk-sitting-opened");

            desk.page().getByText("指导组范围").first().press("Enter");
            desk.see("负责望江区全域");
            button(desk, "调整望江区第一指导组的范围").press("Enter");
            desk.page().getByLabel("增加范围：按名称查找").fill("观澜街道");
            desk.page().locator("select[name=area]").selectOption(BrowserDirectory.STREET);
            button(desk, "加入").press("Enter");
            desk.picture("55-desk-guidance");
            button(desk, "保存").press("Enter");
            desk.page().locator("li .minqing-words:has-text('观澜街道')").waitFor();
            button(desk, "调整望江区第一指导组的范围").press("Enter");
            desk.see("不勾选任何范围");
            accessible(desk, "guidance groups", "#page");
            desk.page().navigate(root() + "/camunda/desk#/minqing/train");
            desk.see("安排一期直通车");
            accessible(desk, "desk's sittings", "#page");
            assertThat(desk.strangers()).isEmpty();
        }
        try (Screen leader = screen(360, 800)) {
            leader.signIn("cockpit", "wangjiang-leader");
            open(leader, "guidance");
            leader.page().locator("li .minqing-words:has-text('观澜街道')").waitFor();
            button(leader, "调整望江区第一指导组的范围").press("Enter");
            leader.page()
                    .locator("input[name=areas][value='" + BrowserDirectory.STREET + "']")
                    .press("Space");
            leader.picture("56-leader-guidance");
            accessible(leader, "guidance groups in Cockpit", ".minqing-page");
            button(leader, "保存").press("Enter");
            leader.see("负责望江区全域");
        }
    }

    @Test
    void leaderTakesACaseHimself_visitsAndDecides_theResultIsMarkedAsHis() {
        Appeal appeal = driver.file("观澜街道夜市油烟扰民", BrowserDirectory.GRID);
        try (Screen leader = screen(1440, 900)) {
            leader.signIn("cockpit", "wangjiang-leader");
            openCase(leader, appeal);
            leader.page().getByLabel("带件理由").fill("居民多次反映");
            leader.picture("48-leader-take");
            button(leader, "由我带件下访").press("Enter");
            leader.page().getByLabel("走访情况").fill("与居民座谈，油烟直排属实");
            leader.picture("49-leader-visit");
            accessible(leader, "leader's case", ".minqing-page");
            submit(leader.page().locator(".minqing-answer")).press("Enter");
            leader.page()
                    .locator(".minqing-answer[aria-label='领导决定'], .minqing-answer:has-text('交办')")
                    .first()
                    .waitFor();
            leader.page()
                    .getByLabel("办结", new Page.GetByLabelOptions().setExact(true))
                    .press("Space");
            leader.page().getByLabel("答复内容").fill("已安装油烟净化设备");
            leader.picture("50-leader-decide");
            submit(leader.page().locator(".minqing-answer")).press("Enter");
            leader.see("领导办结");
            open(leader, "leader-cases");
            leader.see(appeal.number());
            leader.picture("51-leader-cases");
            accessible(leader, "leader-cases", ".minqing-page");
        }
        assertThat(driver.reload(appeal).ledBy()).isEqualTo("wangjiang-leader");
    }

    @Test
    void researchRecord_showsHowFarEachDepartmentIs_withTimes() {
        Appeal appeal = driver.file("观澜街道老旧小区加装电梯", BrowserDirectory.GRID, Signal.CROSS_DEPARTMENT, Signal.LONG_TERM);
        escalate(appeal);
        String later = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(200).toString();
        driver.answer(
                appeal,
                "userTask_conveneResearch",
                "wangjiang-desk",
                "CONVENE",
                "leadDepartment",
                WATER,
                "guidanceGroup",
                GROUP,
                "departments",
                WATER);
        driver.answer(appeal, "userTask_surveyOnSite", "wangjiang-water", "SURVEYED", "findings", "水压不足，需增压");
        try (Screen water = screen(1440, 900)) {
            water.signIn("tasklist", "wangjiang-water").list("待认领").open(appeal.number());
            water.claim().choose("签收").finish();
        }
        driver.answer(
                appeal,
                "userTask_giveOpinion",
                "wangjiang-water",
                "OPINION",
                "opinion",
                "分批改造",
                "measure1",
                "第一批改造",
                "measure1Day",
                later,
                "measure1Count",
                175);
        driver.answer(appeal, "userTask_draftPlan", "wangjiang-water", "DRAFT", "plan", "分批改造泵房");
        driver.answer(appeal, "userTask_signByDepartment", "wangjiang-water", "SIGN");
        driver.answer(appeal, "userTask_signByGroup", "wangjiang-guide", "SIGN");
        driver.answer(
                appeal, "userTask_carryOutMeasure", "wangjiang-water", "PROGRESS", "achieved", 144, "result", "进展顺利");
        for (int width : List.of(1440, 360)) {
            try (Screen leader = screen(width, 900)) {
                leader.signIn("cockpit", "wangjiang-leader");
                openCase(leader, appeal);
                Locator delivery = leader.page().getByLabel("各部门送达和办理进度");
                delivery.waitFor();
                assertThat(delivery.locator("th").allInnerTexts())
                        .containsExactly("部门", "状态", "通知", "阅读", "签收", "到场", "提出意见", "措施完成");
                assertThat(delivery.locator("tbody td").allInnerTexts().get(0)).isEqualTo("望江区水务局");
                for (int column : List.of(2, 3, 4, 5, 6)) {
                    assertThat(delivery.locator("tbody td").nth(column).innerText())
                            .as("time in column %d", column)
                            .matches(".*\\d+月\\d+日 \\d\\d:\\d\\d");
                }
                leader.see("175 中已完成 144");
                delivery.scrollIntoViewIfNeeded();
                leader.picture("52-research-record-" + width);
                accessible(leader, "research record", ".minqing-page");
                for (String page : List.of("train", "leader-cases")) {
                    open(leader, page);
                    leader.page().locator(".minqing-table").first().waitFor();
                    leader.picture("53-" + page + "-" + width);
                    assertFits(leader, page + " at " + width);
                }
            }
        }
    }

    private void escalate(Appeal appeal) {
        for (int up = 0; driver.reload(appeal).level() != Level.JOINT && up < 3; up++) {
            String unit = driver.task(appeal, HANDLE).unitCode();
            driver.answer(appeal, HANDLE, directory.officerOf(unit), "ESCALATE", "reason", "涉及多个部门");
        }
    }

    private static Locator row(Screen screen, Appeal appeal) {
        return screen.page().locator(".minqing-train-case:has-text('" + appeal.number() + "')");
    }

    private static Locator button(Screen screen, String name) {
        return screen.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator submit(Locator form) {
        return form.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("提交").setExact(true));
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    private void openCase(Screen screen, Appeal appeal) {
        screen.page().navigate(root() + "/camunda/app/cockpit/default/#/minqing/case?number=" + appeal.number());
        screen.see("办理经过");
    }

    private void open(Screen screen, String page) {
        screen.page().navigate(root() + "/camunda/app/cockpit/default/#/minqing/" + page);
        screen.page()
                .locator(".minqing-pages a[href$='" + page + "'][aria-current]")
                .waitFor();
    }

    private static void assertFits(Screen screen, String what) {
        assertThat((Boolean) screen.page()
                        .evaluate("() => { const p = document.querySelector('.minqing-page');"
                                + " return p.scrollWidth <= p.clientWidth; }"))
                .as(what)
                .isTrue();
    }

    /**
     * WCAG 2 A and AA, on our own part of the page. The desk's page, whose content policy is strict, gets no more keys and clicks
     * after it: they come before.
     */
    @SuppressWarnings("unchecked")
    private static void accessible(Screen screen, String what, String place) {
        Page shown = screen.page();
        shown.evaluate(AXE);
        List<Map<String, Object>> violations = (List<Map<String, Object>>) shown.evaluate("""
                async place => (await axe.run(document.querySelector(place),
                    {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']}))
                    .violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html + ' ' + n.failureSummary).slice(0, 3)}))""", place);
        assertThat(violations).as("axe-core on %s", what).isEmpty();
    }

    private static final String AXE = axe();

    private static String axe() {
        try (InputStream script = PathBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Screen screen(int width, int height) {
        return new Screen(browser, root(), width, height);
    }

    private String root() {
        return "http://127.0.0.1:" + port;
    }
}
