package org.minqing.deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.minqing.ImportReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Loads the days that the application ships, once: what an administrator imports later stands. */
@Component
class CalendarLoader implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarLoader.class);

    private final CalendarRepository days;
    private final CalendarImport calendar;
    private final Resource shipped;

    CalendarLoader(
            CalendarRepository days,
            CalendarImport calendar,
            @Value("classpath:calendar/cn-days.csv") Resource shipped) {
        this.days = days;
        this.calendar = calendar;
        this.shipped = shipped;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!days.isEmpty()) {
            return;
        }
        try (InputStream csv = shipped.getInputStream()) {
            ImportReport report = calendar.importCalendar(csv);
            LOG.info("working calendar loaded: {} holidays and make-up days", report.added());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
