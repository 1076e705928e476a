package org.minqing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A time as people read it: {@code 11月22日 17:30}, with the year where it is another one. */
public final class TimeWords {

    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final DateTimeFormatter OTHER_YEAR = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private TimeWords() {}

    /** @return null for null */
    public static String of(Instant when, Clock clock) {
        if (when == null) {
            return null;
        }
        ZonedDateTime local = when.atZone(clock.getZone());
        boolean thisYear = local.getYear() == ZonedDateTime.now(clock).getYear();
        return (thisYear ? THIS_YEAR : OTHER_YEAR).format(local);
    }
}
