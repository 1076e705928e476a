package org.minqing.deadline;

import java.io.IOException;
import org.minqing.ImportReport;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The working calendar over REST, for administrators. */
@RestController
class CalendarController {

    private final CalendarImport calendar;
    private final Caller caller;

    CalendarController(CalendarImport calendar, Caller caller) {
        this.calendar = calendar;
        this.caller = caller;
    }

    @PostMapping("/api/v1/directory/calendar")
    ImportReport importCalendar(@RequestPart MultipartFile file) throws IOException {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("只有系统管理员可以导入工作日历");
        }
        return calendar.importCalendar(file.getInputStream());
    }
}
