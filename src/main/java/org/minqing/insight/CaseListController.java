package org.minqing.insight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.minqing.appeal.UrgencyClass;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The three lists: a page, how many there are, a workbook. The parameters are those of {@link CaseFilter}. */
@RestController
@RequestMapping("/camunda/api/minqing/insight/lists/{list}")
class CaseListController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CaseListService lists;
    private final CaseListWorkbook workbooks;

    CaseListController(CaseListService lists, CaseListWorkbook workbooks) {
        this.lists = lists;
        this.workbooks = workbooks;
    }

    @GetMapping
    CasePage page(
            @PathVariable CaseList list,
            Asked asked,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int size) {
        return lists.page(list, asked.filter(), after, size);
    }

    @GetMapping("/count")
    CasePage.Count count(@PathVariable CaseList list, Asked asked) {
        return lists.count(list, asked.filter());
    }

    @GetMapping("/workbook")
    void workbook(@PathVariable CaseList list, Asked asked, HttpServletResponse response) throws IOException {
        lists.count(list, asked.filter()); // who may not is refused while the answer can still say so
        response.setContentType(WORKBOOK);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(list.title() + ".xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        workbooks.write(list, asked.filter(), response.getOutputStream());
    }

    /** The parameters as they stand in the address; an empty one is none. */
    record Asked(
            String area,
            String unit,
            String category,
            UrgencyClass urgency,
            LocalDate from,
            LocalDate to,
            Boolean overdue) {

        CaseFilter filter() {
            return new CaseFilter(said(area), said(unit), said(category), urgency, from, to, overdue);
        }

        private static String said(String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }
}
