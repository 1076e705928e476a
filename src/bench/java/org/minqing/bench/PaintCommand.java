package org.minqing.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.minqing.Chromium;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a leader looks at nothing: each of our pages in Cockpit is opened in headless Chromium, loaded anew and from its
 * neighbour, on a database that {@code lists --kept … --fill-only} has filled.
 */
@Command(name = "paint", description = "first paint and complete content of our pages in Cockpit")
final class PaintCommand implements Callable<Integer> {

    private static final List<String> PAGES =
            List.of("overview", "lists", "rates", "archive", "research", "supervision", "dispatch");
    /** Of the open page: it has been drawn and says no more that it is reading. */
    private static final String COMPLETE = """
            page => document.querySelector(`.minqing-pages a[href$='${page}'][aria-current]`)
                && document.querySelector('.minqing-content')
                && ![...document.querySelectorAll('.minqing-page .minqing-note')].some(note => note.textContent.includes('正在读取'))
                && performance.now()""";

    @Option(names = "--kept", description = "folder of the filled database", required = true)
    Path kept;

    @Option(names = "--who", split = ",", defaultValue = "b-district,b-city")
    List<String> who;

    @Option(names = "--times", defaultValue = "10")
    int times;

    @Option(names = "--out", defaultValue = "target/bench/paint.md")
    Path out;

    private final StringBuilder report = new StringBuilder(
            "p50 / p95 in ms, %s.%n%n| who | page | first paint, loaded anew | complete, loaded anew | complete, from the page before |%n| --- | --- | --- | --- | --- |%n");

    @Override
    public Integer call() throws IOException, SQLException {
        String load = ProcessCpu.load();
        try (BenchServer server = new BenchServer(kept);
                MinqingApp app = new MinqingApp(server, "lists", Map.of());
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Chromium.require())
                                .setArgs(
                                        List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))) {
            String cockpit = "http://127.0.0.1:" + app.port() + "/camunda/app/cockpit/default/#";
            for (String officer : who) {
                // waiting for a condition evaluates it in the page, which the pages' policy forbids
                try (BrowserContext context = browser.newContext(
                        new Browser.NewContextOptions().setLocale("zh-CN").setBypassCSP(true))) {
                    Page page = context.newPage();
                    page.navigate(cockpit + "/login");
                    page.getByPlaceholder("用户名").fill(officer);
                    page.getByPlaceholder("密码").fill(City.PASSWORD);
                    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                            .click();
                    page.locator(".account").first().waitFor();
                    PAGES.forEach(name -> look(page, cockpit, officer, name));
                }
            }
        }
        String text = report.toString().formatted("load " + load + " before, " + ProcessCpu.load() + " after");
        Console.report(out, text);
        return 0;
    }

    private void look(Page page, String cockpit, String officer, String name) {
        double[] first = new double[times];
        double[] complete = new double[times];
        double[] next = new double[times];
        String address = cockpit + "/minqing/" + name;
        for (int i = -1; i < times; i++) {
            page.navigate("about:blank");
            page.navigate(address);
            double drawn = complete(page, name);
            double painted = ((Number)
                            page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                    .doubleValue();
            page.navigate(cockpit + "/minqing/" + (name.equals("lists") ? "rates" : "lists"));
            complete(page, name.equals("lists") ? "rates" : "lists");
            double began = ((Number) page.evaluate(
                            "page => { const now = performance.now();"
                                    + " location.hash = '#/minqing/' + page; return now; }",
                            name))
                    .doubleValue();
            double went = complete(page, name) - began;
            if (i >= 0) {
                first[i] = painted;
                complete[i] = drawn;
                next[i] = went;
            }
        }
        report.append("| %s | %s | %s | %s | %s |%n"
                .formatted(officer, name, Timing.of(first), Timing.of(complete), Timing.of(next)));
    }

    private static double complete(Page page, String name) {
        return ((Number) page.waitForFunction(COMPLETE, name).jsonValue()).doubleValue();
    }
}
