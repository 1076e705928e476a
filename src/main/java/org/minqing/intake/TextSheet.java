package org.minqing.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.minqing.Refused;

/** A CSV file in UTF-8, UTF-16 or GB18030, separated by comma, semicolon or tab; a row may span several lines. */
final class TextSheet implements Sheet {

    /** What one row may hold, so that a quote that is never closed does not take the whole file into memory. */
    private static final int MAX_ROW_CHARACTERS = 32 << 20;

    private final CSVParser parser;
    private final RowLimit reader;
    private final Iterator<CSVRecord> records;
    private SheetRow next;

    private TextSheet(RowLimit reader, char separator) throws IOException {
        this.reader = reader;
        this.parser = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get()
                .parse(reader);
        this.records = parser.iterator();
    }

    /** @param start the file's first bytes */
    static TextSheet open(Path file, byte[] start) throws IOException {
        Charset charset = TextCharset.of(file, start);
        BufferedReader content =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset.newDecoder()));
        content.mark(1);
        if (content.read() != '\uFEFF') {
            content.reset();
        }
        return new TextSheet(new RowLimit(content, MAX_ROW_CHARACTERS), separator(new String(start, charset)));
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && records.hasNext()) {
                reader.startRow();
                next = row(records.next());
            }
            return next != null;
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw Refused.invalid("file", "第 %d 行起无法读取：引号没有闭合，或一行内容过长".formatted(parser.getRecordNumber() + 1));
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

    private static SheetRow row(CSVRecord record) {
        Map<Integer, SheetCell> cells = new HashMap<>();
        for (int column = 0; column < record.size(); column++) {
            SheetCell cell = SheetCell.of(record.get(column));
            if (!cell.isEmpty()) {
                cells.put(column, cell);
            }
        }
        return cells.isEmpty() ? null : new SheetRow(record.getRecordNumber(), cells);
    }

    /** The one that the first line has most of. */
    private static char separator(String start) {
        String heading = start.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(heading, candidate) > count(heading, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(letter -> letter == wanted).count();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
