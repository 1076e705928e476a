package org.minqing.intake;

import com.github.pjfanning.xlsx.SharedStringsImplementationType;
import com.github.pjfanning.xlsx.StreamingReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.minqing.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first sheet of an {@code .xlsx} workbook. Strings lie in an encrypted temporary file: they hold personal data. */
final class WorkbookSheet implements Sheet {

    private static final Logger log = LoggerFactory.getLogger(WorkbookSheet.class);
    private static final int ROWS_AHEAD = 50;
    /** One part of the workbook, unpacked; a hundred thousand rows of long texts stay far below. */
    private static final long MAX_PART_BYTES = 2L << 30;

    static {
        ZipSecureFile.setMaxEntrySize(MAX_PART_BYTES);
    }

    private final Workbook workbook;
    private final Iterator<Row> rows;
    private SheetRow next;

    private WorkbookSheet(Workbook workbook) {
        this.workbook = workbook;
        this.rows = workbook.getSheetAt(0).iterator();
    }

    static WorkbookSheet open(Path file) {
        Workbook workbook = null;
        try {
            workbook = StreamingReader.builder()
                    .rowCacheSize(ROWS_AHEAD)
                    .setSharedStringsImplementationType(SharedStringsImplementationType.TEMP_FILE_BACKED)
                    .setEncryptSstTempFile(true)
                    .open(file.toFile());
            return new WorkbookSheet(workbook);
        } catch (RuntimeException broken) {
            close(workbook);
            throw broken(broken);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && rows.hasNext()) {
                next = row(rows.next());
            }
            return next != null;
        } catch (RuntimeException broken) {
            throw broken(broken);
        }
    }

    @Override
    public SheetRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SheetRow row = next;
        next = null;
        return row;
    }

    private static SheetRow row(Row row) {
        Map<Integer, SheetCell> cells = new HashMap<>();
        for (Cell cell : row) {
            SheetCell read = cell(cell);
            if (!read.isEmpty()) {
                cells.put(cell.getColumnIndex(), read);
            }
        }
        return cells.isEmpty() ? null : new SheetRow(row.getRowNum() + 1L, cells);
    }

    private static SheetCell cell(Cell cell) {
        CellType type = cell.getCellType();
        return switch (type) {
            case STRING -> SheetCell.of(cell.getStringCellValue());
            case BOOLEAN -> SheetCell.of(cell.getBooleanCellValue() ? "是" : "否");
            case NUMERIC -> number(cell);
            case FORMULA -> SheetCell.unusable("单元格是公式，应为填好的内容");
            case ERROR -> SheetCell.unusable("单元格是错误值，应为填好的内容");
            default -> SheetCell.EMPTY;
        };
    }

    private static SheetCell number(Cell cell) {
        if (DateUtil.isCellDateFormatted(cell)) {
            LocalDateTime date = cell.getLocalDateTimeCellValue();
            return date == null ? SheetCell.unusable("单元格不是有效的日期") : SheetCell.of(RowDate.toSecond(date));
        }
        return SheetCell.of(new BigDecimal(Double.toString(cell.getNumericCellValue()))
                .stripTrailingZeros()
                .toPlainString());
    }

    private static Refused broken(RuntimeException why) {
        if (why instanceof Refused refused) {
            return refused;
        }
        log.info("a workbook was refused: {}", why.toString());
        return Refused.invalid("file", "文件不是完整的 .xlsx 工作簿：压缩包已损坏、压缩得异常或没有工作表");
    }

    @Override
    public void close() {
        close(workbook);
    }

    private static void close(Workbook workbook) {
        try {
            if (workbook != null) {
                workbook.close();
            }
        } catch (IOException alreadyRead) {
            log.info("a workbook could not be closed: {}", alreadyRead.toString());
        }
    }
}
