package org.minqing.intake;

import java.util.Map;

/**
 * A row of a file with anything in it.
 *
 * @param number as a spreadsheet counts, from 1
 * @param cells by column from 0; empty cells are left out
 */
record SheetRow(long number, Map<Integer, SheetCell> cells) {

    SheetCell cell(int column) {
        return cells.getOrDefault(column, SheetCell.EMPTY);
    }
}
