package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Chromium of this machine, for browser tests. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /** Its path. Where there is none the test is skipped and says so, or fails with {@code minqing.browser.required}. */
    public static Path require() {
        Path found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (Boolean.getBoolean("minqing.browser.required")) {
            assertThat(found).as("a Chromium on the path").isNotNull();
        }
        assumeTrue(found != null, "no Chromium found on the path: browser tests are skipped");
        return found;
    }
}
