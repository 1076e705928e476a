package org.minqing.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.Refused;

/** Files as channels export them, and files that are none. */
class SheetTest {

    private static final String BOARD = "留言编号,留言用户,留言主题,留言时间,留言详情\r\n";

    @TempDir
    Path dir;

    @Test
    void workbookHasEveryKindOfCell_eachIsReadOrSaysWhyNot() throws IOException {
        Path file = Workbooks.write(
                dir.resolve("cells.xlsx"),
                Arrays.asList(
                        List.of("留言编号", "留言主题"),
                        Arrays.asList(
                                188006,
                                "路灯不亮",
                                LocalDateTime.of(2019, 11, 22, 16, 54, 42),
                                new Workbooks.Formula("1+1"),
                                FormulaError.DIV0,
                                13800138000d,
                                null),
                        null,
                        List.of("x")));

        List<SheetRow> rows = rows(file);

        assertThat(rows).extracting(SheetRow::number).containsExactly(1L, 2L, 4L);
        SheetRow row = rows.get(1);
        assertThat(row.cell(0).text()).isEqualTo("188006");
        assertThat(row.cell(1).text()).isEqualTo("路灯不亮");
        assertThat(row.cell(2).date()).isEqualTo(LocalDateTime.of(2019, 11, 22, 16, 54, 42));
        assertThat(row.cell(3).problem()).contains("公式");
        assertThat(row.cell(4).problem()).contains("错误值");
        assertThat(row.cell(5).text()).isEqualTo("13800138000");
        assertThat(row.cell(6).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-8 with mark", "UTF-16LE with mark"})
    void csvInOneOfTheUsualEncodings_isRead(String encoding) throws IOException {
        String text = BOARD + "1,u,㮾梨街道的路灯,2019/11/22 16:54:42,\"两行\n内容\"\r\n\r\n2,u,乙,2019-11-22,丙\r\n";
        byte[] bytes = switch (encoding) {
            case "GB18030" -> text.getBytes(Charset.forName("GB18030"));
            case "UTF-8 with mark" -> ("\uFEFF" + text).getBytes(UTF_8);
            case "UTF-16LE with mark" -> ("\uFEFF" + text.replace(',', '\t')).getBytes(UTF_16LE);
            default -> text.getBytes(UTF_8);
        };
        List<SheetRow> rows = rows(Files.write(dir.resolve("picture.png"), bytes));

        assertThat(rows).extracting(SheetRow::number).containsExactly(1L, 2L, 4L);
        assertThat(rows.get(1).cell(2).text()).isEqualTo("㮾梨街道的路灯");
        assertThat(rows.get(1).cell(4).text()).isEqualTo("两行\n内容");
        assertThat(Columns.find(open(dir.resolve("picture.png"))).has(Field.SOURCE_ID))
                .isTrue();
    }

    @Test
    void hotlineHeadings_areKnown() throws IOException {
        Path file = Files.writeString(
                dir.resolve("h.csv"),
                "12345 热线导出,,,,\n 序号,工单编号,诉求 标题*,诉求内容：,来电时间,来电人,联系电话（手机）,诉求地址\n1,GD1,标题,内容,2024/1/2 3:04,张三,138,某路\n");
        try (Sheet sheet = Sheet.open(file)) {
            Columns columns = Columns.find(sheet);
            SheetRow row = sheet.next();
            assertThat(row.number()).isEqualTo(3);
            assertThat(List.of(
                            Field.SOURCE_ID,
                            Field.SUBJECT,
                            Field.TEXT,
                            Field.REQUESTER_NAME,
                            Field.REQUESTER_PHONE,
                            Field.PLACE))
                    .extracting(field -> columns.cell(row, field).text())
                    .containsExactly("GD1", "标题", "内容", "张三", "138", "某路");
        }
    }

    @Test
    void pictureUnderTheNameOfAWorkbook_isRefused() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0};

        for (byte[] picture : List.of(png, jpeg)) {
            Path file = Files.write(dir.resolve("a.xlsx"), picture);
            Refused refused = catchThrowableOfType(Refused.class, () -> rows(file));
            assertThat(refused.kind()).isEqualTo(Refused.Kind.UNSUPPORTED);
        }
    }

    @Test
    void zipIsCutOffOrDamagedInTheMiddle_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Workbooks.board(dir.resolve("whole.xlsx"), 2000));
        Path cut = Files.write(dir.resolve("cut.xlsx"), Arrays.copyOf(whole, whole.length / 2));
        byte[] damaged = whole.clone();
        for (int i = whole.length / 2; i < whole.length / 2 + 64; i++) {
            damaged[i] ^= 0x5A;
        }
        Path hurt = Files.write(dir.resolve("hurt.xlsx"), damaged);
        Path other = dir.resolve("other.xlsx");
        zip(other, "readme.txt", out -> out.write("no workbook".getBytes(UTF_8)));

        for (Path file : List.of(cut, hurt, other)) {
            assertThatThrownBy(() -> rows(file)).as(file.toString()).isInstanceOf(Refused.class);
        }
    }

    @Test
    void zipBomb_isRefused() throws IOException {
        Path whole = Workbooks.write(dir.resolve("small.xlsx"), List.of(List.of("留言主题", "留言编号")));
        Path bomb = dir.resolve("bomb.xlsx");
        byte[] zeros = new byte[1 << 20];
        Arrays.fill(zeros, (byte) ' ');
        try (java.util.zip.ZipFile from = new java.util.zip.ZipFile(whole.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(bomb))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = from.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith("sheet1.xml")) {
                    String xml = new String(content, UTF_8);
                    int end = xml.indexOf("</sheetData>");
                    to.write(xml.substring(0, end).getBytes(UTF_8));
                    for (int i = 0; i < 300; i++) {
                        to.write(zeros);
                    }
                    to.write(xml.substring(end).getBytes(UTF_8));
                } else {
                    to.write(content);
                }
            }
        }

        assertThatThrownBy(() -> rows(bomb)).isInstanceOf(Refused.class);
    }

    @Test
    void emptyFileOrNoHeading_isRefused() throws IOException {
        Path empty = Files.createFile(dir.resolve("empty.csv"));
        Path noHeading = Files.writeString(dir.resolve("no.csv"), "1,2,3\n4,5,6\n");
        Path noSubject = Files.writeString(dir.resolve("subject.csv"), "留言编号,留言时间\n4,5\n");
        Path legacy =
                Files.write(dir.resolve("old.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3});

        assertThatThrownBy(() -> rows(empty)).isInstanceOf(Refused.class).hasMessageContaining("空");
        assertThatThrownBy(() -> Columns.find(open(noHeading))).hasMessageContaining("表头");
        assertThatThrownBy(() -> Columns.find(open(noSubject))).hasMessageContaining("表头");
        assertThatThrownBy(() -> rows(legacy)).isInstanceOf(Refused.class).hasMessageContaining(".xls");
    }

    @Test
    void quoteIsNeverClosed_isRefusedWithTheRow() throws IOException {
        Path file = Files.writeString(dir.resolve("quote.csv"), BOARD + "1,u,甲,2019-11-22,\"没有完\n2,u,乙,2019-11-22,丙\n");

        assertThatThrownBy(() -> rows(file)).isInstanceOf(Refused.class).hasMessageContaining("第 2 行");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "csv"})
    void hundredThousandRows_areReadOneByOne(String format) throws IOException {
        int all = 100_000;
        Path file = dir.resolve("large." + format);
        if (format.equals("xlsx")) {
            Workbooks.board(file, all);
        } else {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write(BOARD);
                for (int i = 1; i <= all; i++) {
                    out.write("m%d,u%d,路灯不亮,2019/11/22 16:54:42,第 %d 号路灯\r\n".formatted(i, i, i));
                }
            }
        }

        long count = 0;
        long most = 0;
        try (Sheet sheet = Sheet.open(file)) {
            Columns columns = Columns.find(sheet);
            long before = usedMemory();
            while (sheet.hasNext()) {
                SheetRow row = sheet.next();
                count++;
                assertThat(columns.cell(row, Field.SOURCE_ID).text()).isEqualTo("m" + count);
                if (count % 25_000 == 0) {
                    most = Math.max(most, usedMemory() - before);
                }
            }
        }

        assertThat(count).isEqualTo(all);
        assertThat(most).as("bytes that stay in memory while reading").isLessThan(24L << 20);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Sheet open(Path file) throws IOException {
        return Sheet.open(file);
    }

    private static List<SheetRow> rows(Path file) throws IOException {
        List<SheetRow> rows = new ArrayList<>();
        try (Sheet sheet = Sheet.open(file)) {
            sheet.forEachRemaining(rows::add);
        }
        return rows;
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static void zip(Path file, String entry, Content content) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry(entry));
            content.to(out);
        }
    }
}
