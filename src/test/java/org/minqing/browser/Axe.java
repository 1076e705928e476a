package org.minqing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Asks axe-core whether a page is for everybody. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    /** WCAG 2 A and AA, on our own part of the page. */
    @SuppressWarnings("unchecked")
    static void accessible(Page shown, String page) {
        shown.evaluate(SCRIPT);
        List<Map<String, Object>> violations = (List<Map<String, Object>>) shown.evaluate("""
                async () => (await axe.run(document.querySelector('.minqing-page') || document,
                    {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']}))
                    .violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html + ' ' + n.failureSummary).slice(0, 3)}))""");
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
