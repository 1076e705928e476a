package org.minqing.deadline;

import java.io.InputStream;
import org.minqing.ImportReport;
import org.springframework.stereotype.Component;

/** Takes in holidays and make-up working days. */
@Component
public class CalendarImport {

    CalendarImport() {}

    /** @param csv {@code date,kind,name}; kind is HOLIDAY or WORKDAY */
    public ImportReport importCalendar(InputStream csv) {
        throw new UnsupportedOperationException();
    }
}
