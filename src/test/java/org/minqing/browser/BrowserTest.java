package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.minqing.Chromium;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.minqing.joint.JointDriver;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The day's main ways, by hand in a real browser. */
@MinqingTest
@Tag("browser")
class BrowserTest {

    /** The smallest picture there is. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** As people are usually reckoned: a touch with looking for it, a character typed on a telephone, a photo taken. */
    private static final double SECONDS_PER_TOUCH = 2;

    private static final double SECONDS_PER_CHARACTER = 0.8;
    private static final double SECONDS_PER_PHOTO = 12;

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestUsers users;

    @Autowired
    private BrowserDirectory directory;

    @Autowired
    private AppealService appeals;

    @Autowired
    private ProcessDriver driver;

    @Autowired
    private JointDriver joint;

    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    static void startBrowser() {
        Path chromium = Chromium.require();
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void staff() {
        users.administrator(); // without one the webapps offer their setup instead of the sign-in
        directory.fill();
    }

    @Test
    void caseIsTakenByHandFromReportToRating_itIsClosedSatisfied() {
        String subject = "长江里小区 3 号楼楼道灯不亮";
        try (Screen grid = screen()) {
            grid.signIn("tasklist", "tingtao-grid").picture("01-signed-in").startReport();
            grid.picture("02-report-empty");
            grid.fill("subject", subject)
                    .fill("text", "三楼到五楼的楼道灯坏了一个星期，晚上老人上下楼看不见。")
                    .fill("place", "长江里小区 3 号楼")
                    .fill("requesterName", "王芳")
                    .fill("requesterPhone", "13812345678")
                    .fill("mostNeeded", "尽快修好灯");
            grid.picture("03-report").start();
            grid.see("查询码");
            grid.picture("03-receipt").press("关闭");
            grid.list("待认领").open(subject).picture("04-task");
            grid.claim().choose("上报").fill("reason", "线路老化，网格无法修理").picture("05-escalate");
            grid.finish();
            assertThat(grid.strangers()).isEmpty();
        }
        try (Screen community = screen()) {
            community.signIn("tasklist", "tingtao-community").list("待认领").open(subject);
            community.tab("诉求卡片").see("网格无法修理");
            community.upload("楼道.png", PICTURE).see(appeal(subject).number() + "-1.png");
            community.upload("说明.txt", "路灯".getBytes(StandardCharsets.UTF_8)).see("附件应为");
            community.picture("06-card").tab("表单");
            community.claim().choose("办结").submit();
            community.see("此项必填");
            community.picture("07-reply-missing");
            community.fill("reply", "   ").submit();
            community.see("必须填写答复内容");
            community.picture("08-reply-refused");
            community.fill("reply", "楼道灯已于今天上午全部更换。").fill("households", "24").finish();
        }
        assertThat(appeal(subject).state()).isEqualTo(AppealState.CLOSING);
        try (Screen desk = screen()) {
            desk.signIn("tasklist", "wangjiang-desk").list("待回访").open(subject);
            desk.see("138****78");
            desk.page().locator(".minqing-requester button").click();
            desk.page().getByLabel("查看理由").fill("电话回访");
            desk.page().locator(".minqing-reveal button").click();
            desk.see("13812345678");
            desk.claim().choose("满意").picture("09-call-back");
            desk.finish();
        }
        assertThat(appeal(subject))
                .returns(AppealState.CLOSED, Appeal::state)
                .returns(Rating.SATISFIED, Appeal::rating);
    }

    @Test
    void gridMemberReportsWithATelephone_theNumberIsShownAndThePhotoIsThere() {
        String words = "听涛路口井盖破损，老人容易绊倒。已经两天没人修。";
        String number;
        try (Screen street = new Screen(browser, "http://127.0.0.1:" + port, 360, 740)) {
            Page page = street.page();
            page.navigate("http://127.0.0.1:" + port + "/camunda/report");
            page.getByLabel("用户名").fill("tingtao-grid");
            page.getByLabel("密码").fill(BrowserDirectory.PASSWORD);
            page.getByLabel("密码").press("Enter");
            page.getByLabel("是什么事").fill(words);
            page.getByText("按内容建议").waitFor();
            Axe.accessible(page, "report");
            street.picture("40-report");
            page.reload();
            page.getByLabel("地点", new Page.GetByLabelOptions().setExact(true)).fill("听涛路口");
            assertThat(page.getByLabel("是什么事").inputValue()).isEqualTo(words);
            page.locator("input[name=photos]").setInputFiles(new FilePayload("井盖.png", "image/png", PICTURE));
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("上报").setExact(true))
                    .click();
            number = page.locator("#done .number").innerText();
            Axe.accessible(page, "report done");
            street.picture("41-reported");
            assertThat(street.strangers()).isEmpty();
        }
        Appeal appeal = appeals.get(number);
        assertThat(appeal)
                .returns("听涛路口井盖破损，老人容易绊倒", Appeal::subject)
                .returns(BrowserDirectory.GRID, Appeal::placeUnit)
                .returns("tingtao-grid", Appeal::reportedBy);
        assertThat(jdbc.sql("select count(*) from attachment where appeal_id = ?")
                        .param(appeal.id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void problemIsReportedOnATelephone_fourTouchesAndOneSentence_inUnderAMinute(TestReporter said) {
        Appeal nearby = driver.file("听涛广场灯箱破损", BrowserDirectory.GRID);
        jdbc.sql("update appeal set place = '听涛广场' where id = ?")
                .param(nearby.id())
                .update();
        String words = "听涛广场喷泉漏水，地面结了青苔很滑，请尽快派人来看。";
        try (Screen grid = new Screen(browser, "http://127.0.0.1:" + port, 360, 740)) {
            Page page = grid.page();
            page.navigate("http://127.0.0.1:" + port + "/camunda/report");
            page.getByLabel("用户名").fill("tingtao-grid");
            page.getByLabel("密码").fill(BrowserDirectory.PASSWORD);
            page.getByLabel("密码").press("Enter");
            page.getByLabel("是什么事").waitFor();
            long began = System.nanoTime();
            page.reload();
            page.getByLabel("是什么事").waitFor();
            page.evaluate("() => { window.touches = 0;"
                    + " document.addEventListener('click', e => e.isTrusted && window.touches++, true); }");
            page.locator("#places button").first().click();
            page.getByLabel("是什么事").click();
            page.getByLabel("是什么事").fill(words);
            page.waitForFileChooser(() -> page.getByText("拍照或选择照片").click())
                    .setFiles(new FilePayload("喷泉.png", "image/png", PICTURE));
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("上报").setExact(true))
                    .click();
            page.locator("#done .number").waitFor();
            double machine = (System.nanoTime() - began) / 1e9;
            int touches = ((Number) page.evaluate("() => window.touches")).intValue();
            double person = touches * SECONDS_PER_TOUCH + words.length() * SECONDS_PER_CHARACTER + SECONDS_PER_PHOTO;
            said.publishEntry(
                    "report on a telephone",
                    "%d touches, 1 field of %d characters, 1 photo: %.0f s of a person, %.1f s of the machine"
                            .formatted(touches, words.length(), person, machine));
            assertThat(touches).isLessThanOrEqualTo(4);
            assertThat(person + machine).isLessThan(60);
            grid.picture("49-reported-in-under-a-minute");
        }
    }

    @Test
    void windowIsClosedOverAnAnswer_whatWasWrittenIsThereAgain_andThePhoneFindsTheCase() {
        Appeal appeal = driver.file("听涛园水管爆裂", BrowserDirectory.GRID);
        try (Screen grid = screen()) {
            grid.signIn("tasklist", "tingtao-grid").list("待认领").open(appeal.number());
            grid.see("限期办在网格办理");
            grid.claim().choose("上报").fill("reason", "水务公司的管线");
            grid.kept(driver.task(appeal, "userTask_handleAppeal").taskId(), "reason", "水务公司的管线");
            assertThat(grid.storage()).doesNotContain("水务公司");
            String address = grid.page().url();
            grid.page().navigate("about:blank");
            grid.page().navigate(address);
            grid.see("已恢复上次没有提交的内容");
            assertThat(grid.field("reason").inputValue()).isEqualTo("水务公司的管线");
            grid.page().locator(".minqing-listed").first().waitFor();
            grid.press("查找诉求");
            grid.page().locator(".minqing-search input").fill("水管爆裂");
            grid.page().locator(".minqing-search input").press("Enter");
            grid.page().locator(".minqing-found").getByText(appeal.number()).click();
            grid.page().locator(".minqing-found").getByText("进入层级").waitFor();
            grid.picture("42-draft-and-search");
            assertThat(grid.strangers()).isEmpty();
        }
    }

    @Test
    void reportIsInterrupted_wordsAndSelectionsAreThereAgain_whoAskedIsNot_andNextOfficerFindsNothing() {
        try (Screen desk = screen()) {
            desk.signIn("tasklist", "tingtao-grid").startReport();
            desk.fill("subject", "江滩步道积水").fill("requesterName", "王芳").select("category", "城乡建设/供水排水");
            desk.fill("text", "下雨后积水没过脚踝");
            desk.kept("report-form", "text", "下雨后积水没过脚踝").kept("report-form", "category", "0107");
            assertThat(desk.storage()).doesNotContain("积水", "王芳");
            desk.page().navigate("about:blank");
            desk.reopen("tasklist").startReport();
            assertThat(desk.field("subject").inputValue()).isEqualTo("江滩步道积水");
            assertThat(desk.field("category").inputValue()).isEqualTo("城乡建设/供水排水");
            assertThat(desk.field("requesterName").inputValue()).isEmpty();
            desk.picture("46-report-restored");
            desk.sessionEnds().signIn("tasklist", "tingtao-helper").startReport();
            assertThat(desk.field("subject").inputValue()).isEmpty();
            desk.sessionEnds().signIn("tasklist", "tingtao-grid").startReport();
            assertThat(desk.field("subject").inputValue()).isEqualTo("江滩步道积水");
            desk.page().keyboard().press("Escape");
            desk.signOut();
            assertThat(desk.storage()).doesNotContain("minqing-draft:tingtao-grid");
        }
    }

    @Test
    void twoOfficersWriteAtOneMachine_eachFindsHisOwnWords() {
        Appeal appeal = driver.file("听涛园路面塌陷", BrowserDirectory.GRID);
        String task = driver.task(appeal, "userTask_handleAppeal").taskId();
        try (Screen machine = screen()) {
            machine.signIn("tasklist", "tingtao-grid").list("待认领").open(appeal.number());
            machine.claim().choose("上报").fill("reason", "需要市政修复").kept(task, "reason", "需要市政修复");
            driver.hand(task, "tingtao-helper");
            machine.sessionEnds()
                    .signIn("tasklist", "tingtao-helper")
                    .list("我的在办")
                    .open(appeal.number());
            machine.choose("上报").field("reason").waitFor();
            assertThat(machine.field("reason").inputValue()).isEmpty();
            driver.hand(task, "tingtao-grid");
            machine.sessionEnds()
                    .signIn("tasklist", "tingtao-grid")
                    .list("我的在办")
                    .open(appeal.number());
            machine.see("已恢复上次没有提交的内容");
            assertThat(machine.field("reason").inputValue()).isEqualTo("需要市政修复");
            machine.finish();
            assertThat(machine.storage()).doesNotContain("minqing-draft:tingtao-grid:" + task);
        }
    }

    @Test
    void ourPartsOfTasklist_areForEverybodyFromATelephoneToA4kScreen() {
        Appeal before = driver.file("听涛园树枝遮挡路灯", BrowserDirectory.GRID);
        driver.answer(before, "userTask_handleAppeal", "tingtao-grid", "RESOLVE", "reply", "已修剪");
        Appeal appeal = driver.file("听涛园树枝遮挡路灯影响出行", BrowserDirectory.GRID);
        try (Screen grid = screen()) {
            grid.signIn("tasklist", "tingtao-grid").list("待认领").open(appeal.number());
            Axe.accessible(grid.page(), "Tasklist, the list", ".minqing-brief");
            grid.claim().choose("上报").fill("reason", "需要园林部门");
            grid.kept(driver.task(appeal, "userTask_handleAppeal").taskId(), "reason", "需要园林部门");
            String address = grid.page().url();
            grid.page().navigate("about:blank");
            grid.page().navigate(address);
            grid.see("已恢复上次没有提交的内容");
            grid.page().locator(".minqing-listed").first().waitFor();
            grid.press("查找诉求");
            grid.page().locator(".minqing-search input").fill("树枝遮挡");
            grid.page().locator(".minqing-search input").press("Enter");
            grid.page().locator(".minqing-found li").first().waitFor();
            for (int width : List.of(1440, 360, 3840)) {
                grid.page().setViewportSize(width, width == 360 ? 740 : width * 9 / 16);
                grid.picture("47-tasklist-" + width);
                Axe.accessible(
                        grid.page(),
                        "Tasklist at " + width,
                        ".minqing-search-corner",
                        ".minqing-corner",
                        ".minqing-case",
                        ".minqing-listed");
                grid.fits(".minqing-search", width);
                grid.inSight(".minqing-search", width);
                grid.fits(".minqing-case", width);
            }
            grid.page().setViewportSize(1440, 900);
            grid.page().locator(".minqing-found li button").first().click();
            grid.page().locator(".minqing-found").getByText("进入层级").waitFor();
            Axe.accessible(grid.page(), "Tasklist, a found case", ".minqing-search-corner");
            grid.press("查找诉求");
            grid.press("通知");
            Axe.accessible(grid.page(), "Tasklist, notices", ".minqing-corner");
            grid.press("通知");
            grid.tab("诉求卡片");
            grid.page().locator(".minqing-card .minqing-timeline").first().waitFor();
            for (int width : List.of(1440, 360, 3840)) {
                grid.page().setViewportSize(width, width == 360 ? 740 : width * 9 / 16);
                grid.picture("48-card-" + width);
                Axe.accessible(grid.page(), "card at " + width, ".minqing-card");
                grid.fits(".minqing-card", width);
            }
            assertThat(grid.strangers()).isEmpty();
        }
    }

    @Test
    void bothLeadsSignThePlanInTheirLists_itIsAdopted() {
        Appeal appeal = joint.survey(joint.convened());
        joint.opinion(appeal, TestDirectory.POWER);
        joint.draft(appeal);
        for (String lead : List.of("power-1", "guide-1")) {
            users.officer(lead);
            try (Screen desk = screen()) {
                desk.signIn("tasklist", lead).list("待签字").open(appeal.number());
                desk.claim().choose("同意并签字").picture("43-sign-" + lead).finish();
            }
        }
        assertThat(driver.kinds(appeal)).contains(TimelineKind.PLAN_ADOPTED);
    }

    @Test
    void deskDispatchesToAUnitItFindsByName_thatUnitHoldsTheCase() {
        Appeal appeal = driver.file("公园长椅损坏", BrowserDirectory.DISTRICT);
        try (Screen desk = screen()) {
            desk.signIn("tasklist", "wangjiang-desk").list("待认领").open(appeal.number());
            desk.claim().choose("派单").findUnit("听涛 第一", "听涛社区第一网格").picture("10-dispatch");
            desk.finish();
        }
        assertThat(driver.reload(appeal).levelUnit()).isEqualTo(BrowserDirectory.GRID);
    }

    @Test
    void leaderOpensCockpit_heSeesHisAreaAndTheMapWithItsTokens() {
        driver.file("共享花园选址", BrowserDirectory.GRID);
        try (Screen leader = screen()) {
            leader.signIn("cockpit", "wangjiang-leader").see("今日到期");
            leader.picture("11-dashboard");
            leader.map("诉求办理");
            assertThat(leader.tokens()).isPositive();
            leader.picture("13-map");
            assertThat(leader.strangers()).isEmpty();
        }
    }

    @Test
    void twoOfOneUnitClaimAtOnce_theSecondIsToldWhoHoldsItAndSinceWhen() {
        Appeal appeal = driver.file("听涛园门禁失灵", BrowserDirectory.GRID);
        try (Screen first = screen();
                Screen second = screen()) {
            first.signIn("tasklist", "tingtao-grid").list("待认领").open(appeal.number());
            second.signIn("tasklist", "tingtao-helper").list("待认领").open(appeal.number());
            Route held = second.holding(
                    "**/claim", () -> second.page().locator("button.claim").click());
            first.claim();
            held.resume();
            second.see("由听涛社区第一网格周小芸认领");
            second.picture("44-claimed-by-another");
            assertThat(second.page().locator(".notifications").innerText())
                    .containsPattern("“办理诉求”已于 \\d+月\\d+日 \\d\\d:\\d\\d 由听涛社区第一网格周小芸认领")
                    .doesNotContainIgnoringCase("exception");
        }
        assertThat(driver.task(appeal, "userTask_handleAppeal").assignee()).isEqualTo("tingtao-grid");
    }

    @Test
    void deadlineTakesTheTaskAwayFromWhoIsAnswering_heIsToldWhenAndWhy() {
        Appeal appeal = driver.file("听涛园窨井冒水", BrowserDirectory.GRID, Signal.DANGER);
        try (Screen grid = screen()) {
            grid.signIn("tasklist", "tingtao-grid").list("待认领").open(appeal.number());
            grid.claim().choose("办结").fill("reply", "已疏通");
            Route held = grid.holding("**/submit-form", grid::submit);
            driver.passUntil(
                    appeal,
                    LocalDateTime.ofInstant(appeal.dueAt(), ZoneId.of("Asia/Shanghai"))
                            .plusMinutes(1)
                            .toString());
            held.resume();
            grid.see("由系统终止：本层级的办理期限已到");
            grid.picture("45-taken-by-the-deadline");
        }
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
    }

    private Screen screen() {
        return new Screen(browser, "http://127.0.0.1:" + port);
    }

    private Appeal appeal(String subject) {
        return appeals.get(jdbc.sql("select number from appeal where subject = ?")
                .param(subject)
                .query(String.class)
                .single());
    }
}
