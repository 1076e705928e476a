package org.minqing.insight;

import java.io.IOException;
import java.io.OutputStream;
import org.minqing.Worksheet;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.springframework.stereotype.Component;

/** One of the three lists as a workbook, read page by page, so that a long one needs no more memory than a short one. */
@Component
class CaseListWorkbook {

    private static final int PAGE = 500;

    private final CaseListService lists;
    private final AuditService audit;

    CaseListWorkbook(CaseListService lists, AuditService audit) {
        this.lists = lists;
        this.audit = audit;
    }

    void write(CaseList list, CaseFilter filter, OutputStream out) throws IOException {
        try (Worksheet sheet = new Worksheet(list.title())) {
            sheet.headings(list.headings());
            String after = null;
            do {
                CasePage page = lists.page(list, filter, after, PAGE);
                page.rows().forEach(line -> sheet.row(line.cells()));
                after = sheet.isFull() ? null : page.next();
            } while (after != null);
            audit.record(AuditEntry.of("EXPORTED", list.title())
                    .with("filter", String.valueOf(filter))
                    .with("rows", sheet.size() - 1));
            sheet.write(out);
        }
    }
}
