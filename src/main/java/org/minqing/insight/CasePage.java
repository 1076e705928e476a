package org.minqing.insight;

import java.util.List;

/**
 * A page of one of the three lists, on screen and in a workbook the same.
 *
 * @param next where the next page begins; null where there is none
 */
record CasePage(String title, List<String> headings, List<Line> rows, String next) {

    /**
     * A line; its cells follow the headings, numbers as numbers.
     *
     * @param number the appeal's number
     */
    record Line(String number, boolean overdue, List<Object> cells) {}

    /**
     * How many rows a list has.
     *
     * @param more true where there are more than were counted
     */
    record Count(int rows, boolean more) {}
}
