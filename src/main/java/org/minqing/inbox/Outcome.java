package org.minqing.inbox;

import java.util.List;

/**
 * One way to finish a task.
 *
 * @param code value of the variable {@code outcome}
 * @param label the Chinese word on screens
 */
public record Outcome(String code, String label, List<Field> fields) {

    public static Outcome of(String code, String label, Field... fields) {
        return new Outcome(code, label, List.of(fields));
    }
}
