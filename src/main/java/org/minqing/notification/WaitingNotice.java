package org.minqing.notification;

import java.time.Instant;
import java.util.Map;

/**
 * A notice on its way.
 *
 * @param id stays the same for all attempts, so that a receiver can tell a repeat
 * @param template name of a {@link Notice}
 * @param attempts how many have failed
 */
record WaitingNotice(
        String id, String template, String unitCode, Map<String, String> params, int attempts, Instant createdAt) {

    String number() {
        return params.get("number");
    }
}
