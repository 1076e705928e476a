package org.minqing.inbox;

import java.time.OffsetDateTime;
import org.minqing.appeal.UrgencyClass;

/** An open task with the row of its case, as one read of the database gives them. */
record TaskRow(
        String id,
        String key,
        UrgencyClass urgency,
        OffsetDateTime dueOrder,
        OffsetDateTime createdAt,
        TaskView view) {}
