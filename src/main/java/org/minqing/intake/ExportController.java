package org.minqing.intake;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.minqing.Refused;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A channel's appeals with their replies over REST; both days count, and without them there is no bound. */
@RestController
class ExportController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final AppealExport export;
    private final IntakeRights rights;

    ExportController(AppealExport export, IntakeRights rights) {
        this.export = export;
        this.rights = rights;
    }

    @Operation(summary = "导出答复 · Export replies")
    @GetMapping("/api/v1/appeals/export")
    void export(
            @RequestParam(name = "source", defaultValue = "message-board") String source,
            @RequestParam(name = "from", defaultValue = "1990-01-01") String from,
            @RequestParam(name = "to", defaultValue = "2999-12-31") String to,
            HttpServletResponse response)
            throws IOException {
        rights.requireDispatcher();
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        Inputs.source(source);
        response.setContentType(WORKBOOK);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(source + ".xlsx")
                        .build()
                        .toString());
        export.write(source, first, last, response.getOutputStream());
    }

    private static LocalDate day(String field, String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException noDay) {
            throw Refused.invalid(field, "日期应如 2019-11-22");
        }
    }
}
