package org.minqing.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a benchmark's tables are shown, in UTF-8 whatever the terminal's locale is. */
final class Console {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Console() {}

    static void print(String text) {
        OUT.println(text);
    }
}
