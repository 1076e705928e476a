package org.minqing.inbox;

import java.util.List;

/**
 * What may be answered to a user task; Tasklist's form shows it, {@link TaskRules} holds it.
 *
 * @param taskKey the user task's element id
 * @param withinLevel whether the level's deadline takes the task away, so that an answer after it comes too late
 */
public record TaskForm(String taskKey, boolean withinLevel, List<Outcome> outcomes) {

    public static TaskForm of(String taskKey, Outcome... outcomes) {
        return new TaskForm(taskKey, false, List.of(outcomes));
    }

    public static TaskForm withinLevel(String taskKey, Outcome... outcomes) {
        return new TaskForm(taskKey, true, List.of(outcomes));
    }
}
