package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.minqing.Chromium;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Rating;
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
    void windowIsClosedOverAnAnswer_whatWasWrittenIsThereAgain_andThePhoneFindsTheCase() {
        Appeal appeal = driver.file("听涛园水管爆裂", BrowserDirectory.GRID);
        try (Screen grid = screen()) {
            grid.signIn("tasklist", "tingtao-grid").list("待认领").open(appeal.number());
            grid.see("限期办在网格办理");
            grid.claim().choose("上报").fill("reason", "水务公司的管线");
            grid.page().waitForFunction("() => Object.values(localStorage).some(kept => kept.includes('水务公司的管线'))");
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
