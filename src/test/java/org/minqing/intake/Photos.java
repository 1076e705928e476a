package org.minqing.intake;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small genuine pictures, and with what telephones put into them. */
public final class Photos {

    private Photos() {}

    public static byte[] png() {
        return picture("png");
    }

    public static byte[] jpeg() {
        return picture("jpg");
    }

    /** A JPEG with EXIF (turned by a quarter, and this text where the place would be), a remark and a trailer. */
    public static byte[] jpegThatTells(String secret) {
        byte[] told = secret.getBytes(StandardCharsets.UTF_8);
        byte[] picture = jpeg();
        ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + told.length)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0)
                .putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(38)
                .putInt(0)
                .put(told);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(picture, 0, 2);
        segment(out, 0xe1, exif.array());
        segment(out, 0xe1, ("http://ns.adobe.com/xap/1.0/\0" + secret).getBytes(StandardCharsets.UTF_8));
        segment(out, 0xed, ("Photoshop 3.0\0" + secret).getBytes(StandardCharsets.UTF_8));
        segment(out, 0xfe, told);
        out.write(picture, 2, picture.length - 2);
        out.writeBytes(told);
        return out.toByteArray();
    }

    /** A PNG with a remark and EXIF. */
    static byte[] pngThatTells(String secret) {
        byte[] picture = png();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(picture, 0, 33);
        chunk(out, "tEXt" + "Comment\0" + secret);
        chunk(out, "eXIf" + secret);
        out.write(picture, 33, picture.length - 33);
        out.writeBytes(secret.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The outside of a WebP: a part that is picture, and two that tell. */
    static byte[] webpThatTells(String secret) {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        riff(parts, "VP8X", new byte[] {0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        riff(parts, "VP8 ", new byte[] {1, 2, 3});
        riff(parts, "EXIF", secret.getBytes(StandardCharsets.UTF_8));
        riff(parts, "XMP ", secret.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        riff(
                out,
                "RIFF",
                ByteBuffer.allocate(4 + parts.size())
                        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
                        .put(parts.toByteArray())
                        .array());
        return out.toByteArray();
    }

    private static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.setRGB(x, y, new Color(x * 6, y * 8, x * y % 256).getRGB());
            }
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.writeBytes(ByteBuffer.allocate(4)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .array());
        out.writeBytes(content);
    }

    private static void chunk(ByteArrayOutputStream out, String nameAndContent) {
        byte[] bytes = nameAndContent.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        out.writeBytes(ByteBuffer.allocate(8 + bytes.length)
                .putInt(bytes.length - 4)
                .put(bytes)
                .putInt((int) sum.getValue())
                .array());
    }

    private static void riff(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array());
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }
}
