package org.minqing.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What an attachment can be, told by its first bytes; what it is called does not matter. */
enum AttachmentType {
    JPEG("image/jpeg", "jpg") {
        @Override
        boolean matches(byte[] start) {
            return at(start, 0, "\u00ff\u00d8\u00ff");
        }
    },
    PNG("image/png", "png") {
        @Override
        boolean matches(byte[] start) {
            return at(start, 0, "\u0089PNG\r\n\u001a\n");
        }
    },
    WEBP("image/webp", "webp") {
        @Override
        boolean matches(byte[] start) {
            return at(start, 0, "RIFF") && at(start, 8, "WEBP");
        }
    },
    GIF("image/gif", "gif") {
        @Override
        boolean matches(byte[] start) {
            return at(start, 0, "GIF87a") || at(start, 0, "GIF89a");
        }
    },
    PDF("application/pdf", "pdf") {
        @Override
        boolean matches(byte[] start) {
            return at(start, 0, "%PDF-");
        }
    };

    private final String contentType;
    private final String extension;

    AttachmentType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    abstract boolean matches(byte[] start);

    static Optional<AttachmentType> of(byte[] start) {
        return Arrays.stream(values()).filter(type -> type.matches(start)).findFirst();
    }

    String contentType() {
        return contentType;
    }

    String extension() {
        return extension;
    }

    private static boolean at(byte[] bytes, int offset, String expected) {
        byte[] wanted = expected.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= offset + wanted.length
                && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }
}
