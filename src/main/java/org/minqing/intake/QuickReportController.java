package org.minqing.intake;

import java.util.Optional;
import org.minqing.appeal.AppealService.Receipt;
import org.minqing.triage.Categories;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page for reporting with a telephone, to whoever is signed in at the webapps. */
@RestController
@RequestMapping("/camunda/api/minqing/reports")
class QuickReportController {

    private final QuickReportService reports;

    QuickReportController(QuickReportService reports) {
        this.reports = reports;
    }

    @GetMapping("/choices")
    ResponseEntity<QuickReportService.Choices> choices() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(reports.choices());
    }

    @PostMapping("/suggestion")
    Optional<Categories.Named> suggestion(@RequestBody Words words) {
        return reports.suggestion(words.text());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Receipt report(@RequestBody QuickReportService.Report report) {
        return reports.report(report);
    }

    record Words(String text) {}
}
