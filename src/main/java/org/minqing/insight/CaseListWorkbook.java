package org.minqing.insight;

import java.io.IOException;
import java.io.OutputStream;
import org.minqing.Worksheet;
import org.springframework.stereotype.Component;

/** One of the three lists as a workbook, read page by page, so that a long one needs no more memory than a short one. */
@Component
class CaseListWorkbook {

    private static final int PAGE = 500;

    private final CaseListService lists;

    CaseListWorkbook(CaseListService lists) {
        this.lists = lists;
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
            sheet.write(out);
        }
    }
}
