package org.minqing.inbox;

import java.time.Instant;

/**
 * A user task that the engine has just created.
 *
 * @param appealId null for a task that is about no appeal
 * @param unitCode the unit that the model names as its owner
 * @param partId the department's part that it belongs to, or null
 * @param ordinal which measure of the part, from 0, or null
 */
public record NewTask(
        String taskId,
        String processInstanceId,
        String taskKey,
        String taskName,
        Long appealId,
        Long partId,
        Integer ordinal,
        String unitCode,
        String assignee,
        Instant dueAt) {}
