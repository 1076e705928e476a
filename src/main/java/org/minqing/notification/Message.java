package org.minqing.notification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is sent at once: one letter, or a digest of several.
 *
 * @param letters in the order in which they were written
 * @param brief one line, for where there is room for no more
 */
record Message(List<Letter> letters, String subject, String text, String brief) {

    /** The same for the same letters, so that a repeat is recognised; of a single letter its notice's id. */
    String id() {
        if (letters.size() == 1) {
            return letters.get(0).noticeId();
        }
        String all = letters.stream().map(Letter::noticeId).collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
