package org.minqing.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.minqing.Refused;

/** The rows of a file, read one after the other in constant memory; rows without any content are left out. */
interface Sheet extends Closeable, Iterator<SheetRow> {

    /**
     * Opens a spreadsheet. What it is is decided by its first bytes, not by its name.
     *
     * @throws Refused when it is neither a workbook nor text, or broken
     */
    static Sheet open(Path file) throws IOException {
        byte[] start;
        try (InputStream content = Files.newInputStream(file)) {
            start = content.readNBytes(4096);
        }
        if (start.length == 0) {
            throw Refused.invalid("file", "文件是空的");
        }
        if (startsWith(start, 'P', 'K', 3, 4)) {
            return WorkbookSheet.open(file);
        }
        if (startsWith(start, 'P', 'K')) {
            throw Refused.invalid("file", "文件不是完整的 .xlsx 工作簿：压缩包已损坏或为空");
        }
        if (startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw unsupported("文件是旧版 .xls 或加密的工作簿，请另存为不加密的 .xlsx 后再导入");
        }
        return TextSheet.open(file, start);
    }

    static Refused unsupported(String message) {
        return new Refused(Refused.Kind.UNSUPPORTED, "file", message);
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
