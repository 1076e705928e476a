package org.minqing.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.minqing.TimeWords;
import org.springframework.stereotype.Component;

/** Times as people read them: {@code 11月22日 17:30} (with the year where it is another one), 还剩 3 小时, 已超期 2 天. */
@Component
public class DueWords {

    private static final long HOURS_SAID_AS_HOURS = 48;

    private final Clock clock;

    public DueWords(Clock clock) {
        this.clock = clock;
    }

    /** @return null for null */
    public String time(Instant when) {
        return TimeWords.of(when, clock);
    }

    /** The due second itself is too late. */
    public boolean isOverdue(Instant due) {
        return due != null && !clock.instant().isBefore(due);
    }

    /** How long there is still time, or how long it has been too late; null for null. */
    public String left(Instant due) {
        if (due == null) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), due);
        return isOverdue(due) ? "已超期 " + amount(left.negated()) : "还剩 " + amount(left);
    }

    private static String amount(Duration span) {
        if (span.toHours() >= HOURS_SAID_AS_HOURS) {
            return span.toDays() + " 天";
        }
        if (span.toHours() >= 1) {
            return span.toHours() + " 小时";
        }
        return span.toMinutes() >= 1 ? span.toMinutes() + " 分钟" : "不到 1 分钟";
    }
}
