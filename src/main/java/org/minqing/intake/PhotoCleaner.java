package org.minqing.intake;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.minqing.Refused;

/**
 * Takes out of a photo whatever is not picture: where and when and with what it was taken, previews, remarks, what hangs
 * on behind its end. Only parts that are known to be needed are copied, bit for bit, so the picture itself does not
 * change; of EXIF only the orientation stays. A GIF has no EXIF and stays as it is, so does a PDF.
 */
final class PhotoCleaner {

    private static final Set<String> PNG_PARTS = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs", "acTL",
            "fcTL", "fdAT");
    private static final Set<String> WEBP_PARTS = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final int WEBP_EXIF_AND_XMP = 0x0c;

    private PhotoCleaner() {}

    /** @throws Refused 415 when it is broken off or no such picture after all */
    static byte[] clean(AttachmentType type, byte[] content) {
        try {
            return switch (type) {
                case JPEG -> JpegParts.clean(ByteBuffer.wrap(content));
                case PNG -> png(ByteBuffer.wrap(content));
                case WEBP -> webp(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
                case GIF, PDF -> content;
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new Refused(Refused.Kind.UNSUPPORTED, "file", "图片不完整或已损坏");
        }
    }

    private static byte[] png(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.capacity());
        copy(in, 8, out);
        String part;
        do {
            int length = in.getInt(in.position());
            part = name(in, in.position() + 4);
            if (PNG_PARTS.contains(part)) {
                copy(in, length + 12, out);
            } else {
                skip(in, length + 12);
            }
        } while (!part.equals("IEND"));
        return out.toByteArray();
    }

    private static byte[] webp(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.capacity());
        int end = Math.addExact(in.getInt(4), 8);
        copy(in, 12, out);
        while (in.position() < end) {
            String part = name(in, in.position());
            int length = in.getInt(in.position() + 4);
            int whole = Math.addExact(length + (length & 1), 8);
            if (part.equals("VP8X")) {
                int flags = in.position() + 8;
                in.put(flags, (byte) (in.get(flags) & ~WEBP_EXIF_AND_XMP));
            }
            if (WEBP_PARTS.contains(part)) {
                copy(in, whole, out);
            } else {
                skip(in, whole);
            }
        }
        byte[] cleaned = out.toByteArray();
        ByteBuffer.wrap(cleaned).order(ByteOrder.LITTLE_ENDIAN).putInt(4, cleaned.length - 8);
        return cleaned;
    }

    private static String name(ByteBuffer in, int at) {
        byte[] name = new byte[4];
        in.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    static void copy(ByteBuffer in, int length, ByteArrayOutputStream out) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        out.write(in.array(), in.position(), length);
        in.position(in.position() + length);
    }

    static void skip(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + length);
    }
}
