package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks axe-core whether a page is for everybody. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    /** WCAG 2 A and AA, on our own part of the page. */
    static void accessible(Page shown, String page) {
        check(shown, page, "document.querySelector('.minqing-page') || document");
    }

    /** The same on those parts of a webapp's page that are ours; each of them must be there. */
    static void accessible(Page shown, String page, String... parts) {
        for (String part : parts) {
            assertThat(shown.locator(part).count()).as("%s on %s", part, page).isPositive();
        }
        check(
                shown,
                page,
                "{include: ["
                        + Arrays.stream(parts).map(part -> "['" + part + "']").collect(Collectors.joining(",")) + "]}");
    }

    @SuppressWarnings("unchecked")
    private static void check(Page shown, String page, String where) {
        shown.evaluate(SCRIPT);
        List<Map<String, Object>> violations = (List<Map<String, Object>>) shown.evaluate("""
                async () => (await axe.run(%s, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']}))
                    .violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html + ' ' + n.failureSummary).slice(0, 3)}))""".formatted(where));
        assertThat(violations).as("axe-core on %s", page).isEmpty();
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
