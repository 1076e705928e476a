package org.minqing.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The header of that name: seconds, or a date. */
final class RetryAfter {

    /** Nobody is left unasked for longer, whatever he asks for. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** @return null where it says neither */
    static Duration parse(String value, Instant now) {
        String text = value.strip();
        try {
            Duration asked = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            if (asked.isNegative()) {
                return Duration.ZERO;
            }
            return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
