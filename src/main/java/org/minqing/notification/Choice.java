package org.minqing.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * How a unit or an officer wants to be told.
 *
 * @param channels in the order in which they are tried; empty: as it comes
 * @param quietFrom start of the hours without notices, Shanghai time, or null; only {@code IMMEDIATE} breaks through
 * @param quietUntil their end, on the next day where it is not after the start
 */
record Choice(List<ChannelKind> channels, LocalTime quietFrom, LocalTime quietUntil, Language language) {

    static final Choice NONE = new Choice(List.of(), null, null, Language.ZH);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** {@code now}, or when the quiet hours that it falls into end. */
    Instant afterQuiet(Instant now) {
        if (quietFrom == null || quietUntil == null || quietFrom.equals(quietUntil)) {
            return now;
        }
        ZonedDateTime local = now.atZone(ZONE);
        LocalTime time = local.toLocalTime();
        boolean overnight = quietUntil.isBefore(quietFrom);
        boolean evening = !time.isBefore(quietFrom);
        boolean morning = time.isBefore(quietUntil);
        boolean quiet = overnight ? evening || morning : evening && morning;
        if (!quiet) {
            return now;
        }
        ZonedDateTime end = local.with(quietUntil);
        return (overnight && evening ? end.plusDays(1) : end).toInstant();
    }
}
