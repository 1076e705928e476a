package org.minqing.deadline;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import org.minqing.ImportReport;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.minqing.rest.CommitsByItself;
import org.springframework.http.MediaType;
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

    @CommitsByItself
    @Operation(summary = "导入节假日和调休 · Import holidays and make-up days")
    @PostMapping(path = "/api/v1/directory/calendar", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportReport importCalendar(@RequestPart MultipartFile file) throws IOException {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("只有系统管理员可以导入工作日历");
        }
        return calendar.importCalendar(file.getInputStream());
    }
}
