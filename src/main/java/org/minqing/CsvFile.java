package org.minqing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of reference data as offices have them: UTF-8 with or without a byte order mark, or GB18030; at most 32 MB.
 * The first row is the heading. Rows are counted as the spreadsheet shows them, empty ones included.
 */
public final class CsvFile {

    static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .get();

    private CsvFile() {}

    /**
     * Hands every row that is not empty to {@code taker}.
     *
     * @param required headings without which the file is refused; others may be missing
     * @throws Refused when this is no such file: nothing has been handed over that may be kept
     */
    public static void read(InputStream file, List<String> required, Consumer<Row> taker) {
        read(bytes(file), required, taker);
    }

    /** The same for content that is already there. */
    public static void read(byte[] content, List<String> required, Consumer<Row> taker) {
        int mark = startsWithMark(content) ? 3 : 0;
        int number = 0;
        try (CSVParser parser = CSVParser.parse(
                new InputStreamReader(
                        new ByteArrayInputStream(content, mark, content.length - mark), encoding(content)),
                FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            Map<String, Integer> columns = records.hasNext() ? columns(records.next()) : Map.of();
            number = 1;
            for (String heading : required) {
                if (!columns.containsKey(heading)) {
                    throw Refused.invalid(
                            heading, "第 1 行表头缺少列“%s”，应有：%s".formatted(heading, String.join(",", required)));
                }
            }
            while (records.hasNext()) {
                CSVRecord values = records.next();
                number++;
                if (values.stream().anyMatch(value -> !value.isBlank())) {
                    taker.accept(new Row(number, columns, values));
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            throw Refused.invalid(null, "第 %d 行起无法读取：引号不成对".formatted(number + 1));
        }
    }

    private static Map<String, Integer> columns(CSVRecord heading) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < heading.size(); i++) {
            columns.putIfAbsent(heading.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        return columns;
    }

    /** The file's content, for {@link #read}: to be read again when the transaction is.
     *
     * @throws Refused 413 when it is larger than 32 MB
     */
    public static byte[] bytes(InputStream file) {
        try {
            byte[] content = file.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new Refused(Refused.Kind.TOO_LARGE, "file", "文件超过 32 MB，请分成几个文件导入");
            }
            return content;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean startsWithMark(byte[] content) {
        return content.length >= 3
                && content[0] == (byte) 0xEF
                && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF;
    }

    private static Charset encoding(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                throw notText();
            }
        }
        if (isText(content, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        if (isText(content, GB18030)) {
            return GB18030;
        }
        throw notText();
    }

    private static boolean isText(byte[] content, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static Refused notText() {
        return new Refused(Refused.Kind.UNSUPPORTED, "file", "这不是 CSV 文本文件，请在表格软件中另存为 CSV（UTF-8 或 GB18030）");
    }

    /** One row; {@code number} is the spreadsheet's. */
    public record Row(int number, Map<String, Integer> columns, CSVRecord values) {

        /** The trimmed value of a column, empty where the row or the file does not have it. */
        public String get(String column) {
            Integer at = columns.get(column);
            return at == null || at >= values.size() ? "" : values.get(at).strip();
        }
    }
}
