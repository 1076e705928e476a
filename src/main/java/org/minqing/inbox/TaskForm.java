package org.minqing.inbox;

import java.util.List;

/**
 * What may be answered to a user task; Tasklist's form shows it, {@link TaskRules} holds it.
 *
 * @param taskKey the user task's element id
 * @param dueWhy the rule by which the task is due, a sentence for whoever asks why
 * @param withinLevel whether the level's deadline takes the task away, so that an answer after it comes too late
 */
public record TaskForm(String taskKey, String dueWhy, boolean withinLevel, List<Outcome> outcomes) {

    public static TaskForm of(String taskKey, String dueWhy, Outcome... outcomes) {
        return new TaskForm(taskKey, dueWhy, false, List.of(outcomes));
    }

    public static TaskForm withinLevel(String taskKey, String dueWhy, Outcome... outcomes) {
        return new TaskForm(taskKey, dueWhy, true, List.of(outcomes));
    }
}
