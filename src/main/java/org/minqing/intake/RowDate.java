package org.minqing.intake;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;

/** Dates as exports write them; without an offset they are in zone Asia/Shanghai. Month and day are never guessed. */
final class RowDate {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Pattern WRITTEN =
            Pattern.compile("(?<year>\\d{4})[-/.年](?<month>\\d{1,2})[-/.月](?<day>\\d{1,2})日?"
                    + "(?:[T\\s]*(?:星期.)?\\s*(?<half>上午|下午|AM|PM)?\\s*(?<hour>\\d{1,2})[:时点](?<minute>\\d{1,2})"
                    + "(?:[:分](?<second>\\d{1,2})(?:\\.\\d+)?)?[分秒]?\\s*(?<offset>Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern COMPACT = Pattern.compile(
            "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?)?");
    /** A date cell that lost its format: days since 1899-12-30, from the year 1990 to 2100. */
    private static final Pattern SERIAL = Pattern.compile("[3-7]\\d{4}(?:\\.\\d+)?");

    private RowDate() {}

    /** Empty where the text is no date. */
    static Optional<Instant> parse(String text) {
        String written = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        try {
            Matcher date = WRITTEN.matcher(written);
            if (date.matches()) {
                String offset = date.group("offset");
                LocalDateTime local = half(date(date), date.group("half"));
                return Optional.of(offset == null ? in(local) : local.toInstant(ZoneOffset.of(offset)));
            }
            Matcher compact = COMPACT.matcher(written);
            if (compact.matches()) {
                return Optional.of(in(date(compact)));
            }
            return SERIAL.matcher(written).matches()
                    ? Optional.of(in(toSecond(DateUtil.getLocalDateTime(Double.parseDouble(written)))))
                    : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    static Instant in(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    /** A spreadsheet's fraction of a day is a little off the second that was typed. */
    static LocalDateTime toSecond(LocalDateTime date) {
        return date.plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalDateTime date(Matcher date) {
        return LocalDateTime.of(
                number(date, "year"),
                number(date, "month"),
                number(date, "day"),
                number(date, "hour"),
                number(date, "minute"),
                number(date, "second"));
    }

    private static LocalDateTime half(LocalDateTime date, String half) {
        if (half == null) {
            return date;
        }
        if (date.getHour() == 0 || date.getHour() > 12) {
            return date;
        }
        boolean afternoon = half.equals("下午") || half.equals("PM");
        return date.withHour(date.getHour() % 12 + (afternoon ? 12 : 0));
    }

    private static int number(Matcher date, String group) {
        String digits = date.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
