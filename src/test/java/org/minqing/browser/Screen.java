package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person at his screen: what he clicks and writes, in the words that stand there. */
final class Screen implements AutoCloseable {

    private static final Path PICTURES = Path.of("target/screenshots");

    private final BrowserContext context;
    private final Page page;
    private final String root;
    private final List<String> strangers = new CopyOnWriteArrayList<>();

    Screen(Browser browser, String root) {
        this(browser, root, 1440, 900);
    }

    Screen(Browser browser, String root, int width, int height) {
        this.root = root;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(width, height));
        this.context.setDefaultTimeout(60_000);
        this.context.onRequest(request -> {
            String host = URI.create(request.url()).getHost();
            if (host != null && !root.contains("//" + host + ":")) {
                strangers.add(request.url());
            }
        });
        this.page = context.newPage();
    }

    /** Addresses on other machines that the browser was sent to. */
    List<String> strangers() {
        return strangers;
    }

    Page page() {
        return page;
    }

    Screen signIn(String application, String officer) {
        page.navigate(root + "/camunda/app/" + application + "/default/");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        shown();
        page.getByPlaceholder("用户名").fill(officer);
        page.getByPlaceholder("密码").fill(BrowserDirectory.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                .click();
        page.locator(".account").first().waitFor(there()); // hidden in the menu on a telephone
        return this;
    }

    /** A cold server may answer later than the webapps' own loader waits; then they are loaded once more. */
    private void shown() {
        try {
            page.getByPlaceholder("用户名").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        } catch (TimeoutError cold) {
            page.reload();
        }
    }

    /** Opens Tasklist's dialogue for a new case. */
    Screen startReport() {
        page.locator(".start-process-action a").first().click();
        page.locator(".modal-content")
                .getByText("诉求办理", new Locator.GetByTextOptions().setExact(true))
                .click();
        field("subject").waitFor();
        return this;
    }

    Screen start() {
        page.locator(".modal-footer").getByRole(AriaRole.BUTTON, exactly("发起")).click();
        page.locator(".modal-content").waitFor(gone());
        return this;
    }

    /** Opens one of the ready-made lists. */
    Screen list(String name) {
        page.locator(".task-filters").getByText(name).first().click();
        return this;
    }

    /** Opens a task in the list by its case's subject or number. */
    Screen open(String words) {
        page.locator(".minqing-brief").getByText(words).first().click();
        page.locator(".minqing-case .minqing-card").waitFor();
        return this;
    }

    Screen claim() {
        page.locator("button.claim").click();
        page.locator("button.claim").waitFor(gone());
        return this;
    }

    /** The field of the open form with this key; form-js names it after the component. */
    Locator field(String key) {
        return page.locator("[id$='-field_" + key + "']");
    }

    /** Chooses from a list by what stands there. */
    Screen select(String key, String label) {
        field(key).click();
        page.locator(".fjs-dropdownlist")
                .getByText(label, new Locator.GetByTextOptions().setExact(true))
                .click();
        return this;
    }

    /** Nothing in this part runs out of it. */
    void fits(String part, int width) {
        holds(part, width, "part => part.scrollWidth <= part.clientWidth + 1");
    }

    /** This part lies on the screen as a whole. */
    void inSight(String part, int width) {
        holds(
                part,
                width,
                "part => part.getBoundingClientRect().left >= 0 && part.getBoundingClientRect().right <= innerWidth");
    }

    private void holds(String part, int width, String condition) {
        assertThat((Boolean) page.locator(part).first().evaluate(condition))
                .as("%s at %d px", part, width)
                .isTrue();
    }

    Screen reopen(String application) {
        page.navigate(root + "/camunda/app/" + application + "/default/");
        page.locator(".account").first().waitFor(there());
        return this;
    }

    Screen fill(String key, String value) {
        field(key).fill(value);
        return this;
    }

    Screen choose(String label) {
        page.locator(".fjs-form-field-radio")
                .getByText(label, new Locator.GetByTextOptions().setExact(true))
                .click();
        return this;
    }

    /** Looks a unit up beside the field for its code, and takes it. */
    Screen findUnit(String words, String name) {
        page.getByLabel("单位查询").fill(words);
        page.locator(".minqing-units").getByText(name).click();
        return this;
    }

    /** Adds a file to the card. */
    Screen upload(String name, byte[] content) {
        page.locator(".minqing-card input[type=file]")
                .setInputFiles(new FilePayload(name, "application/octet-stream", content));
        return this;
    }

    Screen press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
        return this;
    }

    /** Opens a model's picture in Cockpit and waits for the tokens on it. */
    Screen map(String process) {
        page.navigate(root + "/camunda/app/cockpit/default/#/processes");
        page.getByText(process, new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.locator(".instances-overlay .instance-count").first().waitFor();
        return this;
    }

    /** How many tokens the open picture shows. */
    int tokens() {
        return page.locator(".instances-overlay .instance-count:visible").allInnerTexts().stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Waits until the browser has written a draft in which this field has this value. */
    Screen kept(String draft, String field, String value) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(
                "async ([draft, field, value]) => { const vault = await import('/camunda/assets/screens/vault.js');"
                        + " const fields = vault.draft(draft); await vault.written();"
                        + " return Boolean(fields) && String(fields[field]) === value; }",
                List.of(draft, field, value))));
        return this;
    }

    /** All that this browser keeps, as somebody reads it who looks into its files. */
    String storage() {
        return (String) page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})");
    }

    Screen signOut() {
        page.locator(".account").first().click();
        page.getByText("退出").first().click();
        page.getByPlaceholder("用户名").waitFor();
        return this;
    }

    /** The session ends; nobody has signed out. */
    Screen sessionEnds() {
        context.clearCookies();
        page.navigate("about:blank");
        return this;
    }

    /** Does something, and stops the one request that it sends to such an address until it is resumed. */
    Route holding(String address, Runnable act) {
        List<Route> stopped = new CopyOnWriteArrayList<>();
        page.route(address, route -> {
            if (stopped.isEmpty()) {
                stopped.add(route);
            } else {
                route.resume();
            }
        });
        act.run();
        page.waitForCondition(() -> !stopped.isEmpty());
        return stopped.get(0);
    }

    Screen submit() {
        page.locator(".form-actions, .task-details")
                .getByRole(AriaRole.BUTTON, exactly("提交"))
                .first()
                .click();
        return this;
    }

    /** Submits and waits until the task has left the screen. */
    Screen finish() {
        submit();
        page.locator(".minqing-case").waitFor(gone());
        return this;
    }

    Screen tab(String label) {
        page.locator(".nav-tabs").getByText(label).click();
        return this;
    }

    void see(String text) {
        page.getByText(text).first().waitFor();
    }

    /** Keeps a picture of the screen as it is. */
    Screen picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.WaitForOptions there() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
