package org.minqing;

import java.util.Comparator;
import java.util.List;

/**
 * What an import did with each row. A refused row changed nothing and cost no other row its place.
 *
 * @param refused in the order of the file
 */
public record ImportReport(int added, int changed, int unchanged, List<RefusedRow> refused) {

    public ImportReport {
        refused = refused.stream()
                .sorted(Comparator.comparingInt(RefusedRow::row))
                .toList();
    }

    /**
     * One row that was not taken.
     *
     * @param row as the spreadsheet counts, the heading is row 1
     * @param field the column's heading
     * @param reason a Chinese sentence for the person who made the file
     */
    public record RefusedRow(int row, String field, String reason) {}
}
