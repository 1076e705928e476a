package org.minqing.notification;

import java.time.Instant;
import java.util.Map;
import org.minqing.appeal.UrgencyClass;

/**
 * A notice on its way.
 *
 * @param id stays the same for all attempts, so that a receiver can tell a repeat
 * @param seq the order of writing
 * @param appealId null for what is about no appeal
 * @param template name of a {@link Notice}
 * @param attempts how many have failed
 * @param incidentId the engine's, where it was shown that a receiver is gone; else null
 */
record WaitingNotice(
        String id,
        long seq,
        Long appealId,
        String template,
        String unitCode,
        Map<String, String> params,
        UrgencyClass urgency,
        int attempts,
        Instant createdAt,
        String incidentId) {

    String number() {
        return params.get("number");
    }

    boolean urgent() {
        return urgency == UrgencyClass.IMMEDIATE;
    }
}
