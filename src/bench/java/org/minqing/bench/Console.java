package org.minqing.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a benchmark's tables are shown, in UTF-8 whatever the terminal's locale is. */
final class Console {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Console() {}

    static void print(String text) {
        OUT.println(text);
    }

    /** Keeps what was measured in a file, and shows it. */
    static void report(Path out, String text) throws IOException {
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, text);
        print(text);
    }
}
