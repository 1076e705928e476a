package org.minqing.inbox;

import java.time.Instant;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;

/**
 * A row of the inbox: one open task.
 *
 * @param appealId null for a task that is about no appeal; then its number is that of what it is about
 * @param level null likewise
 * @param partId the department's part that it belongs to, or null
 * @param unitCode the unit that holds it
 * @param assignee the officer who has claimed it, or null
 * @param answered whether the requester had had a first sign of life already when the task was opened
 */
public record OpenTask(
        String taskId,
        String processInstanceId,
        String taskKey,
        String taskName,
        Long appealId,
        String appealNumber,
        String subject,
        Long partId,
        Integer ordinal,
        String unitCode,
        String assignee,
        Level level,
        UrgencyClass urgency,
        Instant dueAt,
        Instant createdAt,
        boolean answered) {

    /** On the engine's own scale, where 50 is usual; Tasklist shows and sorts by it. */
    int priority() {
        return urgency == UrgencyClass.IMMEDIATE ? 100 : 50;
    }
}
