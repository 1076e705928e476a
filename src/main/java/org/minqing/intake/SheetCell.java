package org.minqing.intake;

import java.time.LocalDateTime;

/**
 * A cell as a file has it: a text, or a real date, or a reason why it says nothing.
 *
 * @param problem Chinese, e.g. that it is a formula; null where there is none
 */
record SheetCell(String text, LocalDateTime date, String problem) {

    static final SheetCell EMPTY = new SheetCell(null, null, null);

    static SheetCell of(String text) {
        return text == null || text.isBlank() ? EMPTY : new SheetCell(text.strip(), null, null);
    }

    static SheetCell of(LocalDateTime date) {
        return new SheetCell(date.toString(), date, null);
    }

    static SheetCell unusable(String problem) {
        return new SheetCell(null, null, problem);
    }

    boolean isEmpty() {
        return text == null && problem == null;
    }
}
