package org.minqing.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes workbooks for tests. */
final class Workbooks {

    /** A cell that holds a formula. */
    record Formula(String formula) {}

    private Workbooks() {}

    /** @param rows cells: String, Number, LocalDateTime, Boolean, {@link Formula}, FormulaError, or null; a null row is left out */
    static Path write(Path file, List<List<Object>> rows) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.getCreationHelper().createDataFormat().getFormat("yyyy/m/d h:mm"));
            XSSFSheet sheet = workbook.createSheet("留言");
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) != null) {
                    fill(sheet.createRow(i), rows.get(i), date);
                }
            }
            workbook.write(out);
        }
        return file;
    }

    /** Rows of the board's own kind, each with a text of its own, as a long year gives them. */
    static Path board(Path file, int rows) throws IOException {
        Random random = new Random(1);
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(null, 100, true, true);
                OutputStream out = Files.newOutputStream(file)) {
            org.apache.poi.ss.usermodel.Sheet sheet = workbook.createSheet();
            fill(sheet.createRow(0), List.of("留言编号", "留言用户", "留言主题", "留言时间", "留言详情"), null);
            for (int i = 1; i <= rows; i++) {
                fill(
                        sheet.createRow(i),
                        List.of(
                                "m" + i,
                                "u" + i,
                                "路灯不亮 " + random.nextLong(),
                                "2019/11/22 16:54:42",
                                "第 %d 号路灯 %x %x %x"
                                        .formatted(i, random.nextLong(), random.nextLong(), random.nextLong())),
                        null);
            }
            workbook.write(out);
        }
        return file;
    }

    private static void fill(Row row, List<?> values, CellStyle date) {
        for (int i = 0; i < values.size(); i++) {
            Cell cell = row.createCell(i);
            Object value = values.get(i);
            if (value == null) {
                cell.setBlank();
            } else if (value instanceof Number number) {
                cell.setCellValue(number.doubleValue());
            } else if (value instanceof LocalDateTime time) {
                cell.setCellValue(time);
                cell.setCellStyle(date);
            } else if (value instanceof Boolean bool) {
                cell.setCellValue(bool);
            } else if (value instanceof Formula formula) {
                cell.setCellFormula(formula.formula());
            } else if (value instanceof FormulaError error) {
                cell.setCellErrorValue(error.getCode());
            } else {
                cell.setCellValue(value.toString());
            }
        }
    }
}
