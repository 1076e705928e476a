package org.minqing.deadline;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Warns when this year's working days are unknown, or next year's from December on. Deadlines are still counted then, by
 * weekdays alone, so this is status {@code WARNING} and keeps nobody from using the application.
 */
@Component
class CalendarHealthIndicator implements HealthIndicator {

    static final Status WARNING = new Status("WARNING");

    private final WorkingCalendar calendar;
    private final Clock clock;

    CalendarHealthIndicator(WorkingCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public Health health() {
        LocalDate today = LocalDate.now(clock);
        int year = today.getYear();
        if (!calendar.coversYear(year)) {
            return Health.status(WARNING)
                    .withDetail("reason", "没有 %d 年的节假日数据，期限暂按星期计算；请导入（import --calendar）".formatted(year))
                    .build();
        }
        if (today.getMonth() == Month.DECEMBER && !calendar.coversYear(year + 1)) {
            return Health.status(WARNING)
                    .withDetail("reason", "还没有 %d 年的节假日数据；请在年底前导入（import --calendar）".formatted(year + 1))
                    .build();
        }
        return Health.up().withDetail("year", year).build();
    }
}
