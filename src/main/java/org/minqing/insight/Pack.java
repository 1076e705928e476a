package org.minqing.insight;

import java.util.List;

/**
 * What a leader is shown at the beginning of a month, as it was then: tables that stand below each other on a page and on
 * a sheet each in a workbook. No personal data.
 *
 * @param period the month in words
 * @param collectedAt when it was put together, in words
 */
record Pack(String area, String period, String collectedAt, List<Table> tables) {

    /**
     * @param numbered whether the first column names appeals by their number
     * @param rest where not all rows are here, how it goes on; else null
     */
    record Table(String title, List<String> headings, List<List<Object>> rows, boolean numbered, String rest) {}
}
