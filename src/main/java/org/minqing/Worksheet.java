package org.minqing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * A workbook, of one sheet unless more are asked for, that is written row by row in constant memory. Text stays text: what a spreadsheet would take
 * for a formula when the cell is edited is marked as text.
 */
public final class Worksheet implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 100;
    private static final int MOST_ROWS = 1_048_576;
    private static final int MAX_CELL = 32_767;
    private static final int COLUMN_WIDTH = 18 * 256;

    private final SXSSFWorkbook workbook = new SXSSFWorkbook(null, ROWS_IN_MEMORY, true);
    private SXSSFSheet sheet;
    private final CellStyle text;
    private int rows;

    public Worksheet(String title) {
        sheet = workbook.createSheet(title);
        text = workbook.createCellStyle();
        text.setDataFormat(workbook.createDataFormat().getFormat("@"));
        text.setQuotePrefixed(true);
    }

    /** Goes on with another sheet. */
    public void next(String title) {
        sheet = workbook.createSheet(title);
        rows = 0;
    }

    /** The first row: bold, and it stays in sight. */
    public void headings(List<String> names) {
        CellStyle bold = workbook.createCellStyle();
        Font font = workbook.createFont();
        font.setBold(true);
        bold.setFont(font);
        row(names);
        for (int i = 0; i < names.size(); i++) {
            sheet.getRow(0).getCell(i).setCellStyle(bold);
            sheet.setColumnWidth(i, COLUMN_WIDTH);
        }
        sheet.createFreezePane(0, 1);
    }

    /** @param values texts and numbers */
    public void row(List<?> values) {
        Row row = sheet.createRow(rows++);
        for (int i = 0; i < values.size(); i++) {
            fill(row.createCell(i), values.get(i));
        }
    }

    /** Rows so far, the headings among them. */
    public int size() {
        return rows;
    }

    /** True when no further row fits. */
    public boolean isFull() {
        return rows >= MOST_ROWS;
    }

    public void write(OutputStream out) throws IOException {
        workbook.write(out);
    }

    private void fill(Cell cell, Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
            return;
        }
        String words = value == null ? "" : value.toString();
        cell.setCellValue(words.length() > MAX_CELL ? words.substring(0, MAX_CELL) : words);
        if (!words.isEmpty() && "=+-@\t\r\n".indexOf(words.charAt(0)) >= 0) {
            cell.setCellStyle(text);
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
