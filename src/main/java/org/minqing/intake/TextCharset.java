package org.minqing.intake;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out in which encoding a file is text; what is text in none is no text. */
final class TextCharset {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private TextCharset() {}

    static Charset of(Path file, byte[] start) throws IOException {
        for (Charset charset : candidates(start)) {
            if (isText(file, charset)) {
                return charset;
            }
        }
        throw Sheet.unsupported("文件不是 .xlsx 工作簿，也不是 UTF-8 或 GB18030 编码的 CSV 文本");
    }

    private static List<Charset> candidates(byte[] start) {
        if (start.length > 1 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return List.of(StandardCharsets.UTF_16LE);
        }
        if (start.length > 1 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            return List.of(StandardCharsets.UTF_16BE);
        }
        return List.of(StandardCharsets.UTF_8, GB18030);
    }

    /** Whether every byte decodes and no control character stands in it that text does not have. */
    private static boolean isText(Path file, Charset charset) throws IOException {
        char[] buffer = new char[1 << 14];
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), charset.newDecoder())) {
            for (int got = reader.read(buffer); got >= 0; got = reader.read(buffer)) {
                for (int i = 0; i < got; i++) {
                    if (buffer[i] < ' ' && "\t\n\r\f\u000b".indexOf(buffer[i]) < 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException otherEncoding) {
            return false;
        }
    }
}
