package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    private static final String TEXT = "code,name\r\n4201,武汉市\r\n";

    @Test
    void utf8WithoutMark_isRead() {
        assertThat(rows(TEXT.getBytes(StandardCharsets.UTF_8))).containsExactly("2:4201=武汉市");
    }

    @Test
    void utf8WithMark_isRead() {
        assertThat(rows(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8))).containsExactly("2:4201=武汉市");
    }

    @Test
    void gb18030_isRead() {
        assertThat(rows(TEXT.getBytes(Charset.forName("GB18030")))).containsExactly("2:4201=武汉市");
    }

    @Test
    void emptyRowsAndQuotedLineBreaks_rowsAreCountedAsTheSpreadsheetDoes() {
        assertThat(rows("code,name\n1,\"a\nb\"\n\n,\n2,c\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("2:1=a\nb", "5:2=c");
    }

    @Test
    void headingInAnotherOrderAndCase_isRead() {
        assertThat(rows("Name , CODE\nx,1\n".getBytes(StandardCharsets.UTF_8))).containsExactly("2:1=x");
    }

    @Test
    void missingHeading_isRefusedByName() {
        assertThatThrownBy(() -> rows("code,title\n1,x\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("name")
                .hasMessageContaining("第 1 行");
    }

    @Test
    void emptyFile_isRefused() {
        assertThatThrownBy(() -> rows(new byte[0])).isInstanceOf(Refused.class);
    }

    @Test
    void picture_isRefusedAsNoTextFile() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
        assertThatThrownBy(() -> rows(picture))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.UNSUPPORTED));
    }

    @Test
    void quoteThatIsNeverClosed_isRefusedWithItsRow() {
        assertThatThrownBy(() -> rows("code,name\n1,a\n2,\"b\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("第 3 行");
    }

    @Test
    void tooLarge_isRefused() {
        assertThatThrownBy(() -> CsvFile.bytes(new java.io.ByteArrayInputStream(new byte[CsvFile.MAX_BYTES + 1])))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.TOO_LARGE));
    }

    private static List<String> rows(byte[] content) {
        List<String> rows = new ArrayList<>();
        CsvFile.read(
                content,
                List.of("code", "name"),
                row -> rows.add(row.number() + ":" + row.get("code") + "=" + row.get("name")));
        return rows;
    }
}
