package org.minqing.intake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The segments of a JPEG (ITU-T T.81, EXIF 2.3): what is picture, and what tells of it. */
final class JpegParts {

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int COMMENT = 0xfe;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int ADOBE = 0xee;
    private static final int APP15 = 0xef;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION = 0x0112;
    private static final int TURNED_LEAST = 2;
    private static final int TURNED_MOST = 8;

    private JpegParts() {}

    static byte[] clean(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.capacity());
        PhotoCleaner.copy(in, 2, out);
        int marker = START;
        boolean pictured = false;
        while (marker != END) {
            marker = marker(in);
            if (marker == END) {
                write(out, 0xff, END);
            } else {
                int from = in.position();
                int length = Short.toUnsignedInt(in.getShort(from));
                if (marker == APP1) {
                    write(out, orientation(in.slice(from + 2, length - 2)));
                } else if (isPicture(marker, in, from)) {
                    write(out, 0xff, marker);
                    out.write(in.array(), from, length);
                }
                PhotoCleaner.skip(in, length);
                if (marker == SCAN) {
                    pictured = true;
                    scan(in, out);
                }
            }
        }
        if (!pictured) {
            throw new IllegalArgumentException("no picture in it");
        }
        return out.toByteArray();
    }

    private static int marker(ByteBuffer in) {
        if (Byte.toUnsignedInt(in.get()) != 0xff) {
            throw new IllegalArgumentException("no marker");
        }
        int marker;
        do {
            marker = Byte.toUnsignedInt(in.get());
        } while (marker == 0xff);
        return marker;
    }

    private static boolean isPicture(int marker, ByteBuffer in, int from) {
        if (marker == APP2) {
            byte[] start = new byte[PROFILE.length];
            in.get(from + 2, start);
            return Arrays.equals(start, PROFILE);
        }
        return marker == APP0 || marker == ADOBE || marker != COMMENT && (marker < APP0 || marker > APP15);
    }

    /** Picture data up to the next marker; a stuffed zero and a restart belong to it. */
    private static void scan(ByteBuffer in, ByteArrayOutputStream out) {
        int from = in.position();
        int at = from;
        while (true) {
            int next = Byte.toUnsignedInt(in.get(at + 1));
            if (in.get(at) == (byte) 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                PhotoCleaner.copy(in, at - from, out);
                return;
            }
            at++;
        }
    }

    /** An EXIF segment that says nothing but how the picture is turned; empty where it is not, or nobody says so. */
    private static byte[] orientation(ByteBuffer segment) {
        byte[] start = new byte[EXIF.length];
        if (segment.remaining() < EXIF.length + 8) {
            return new byte[0];
        }
        segment.get(0, start);
        if (!Arrays.equals(start, EXIF)) {
            return new byte[0];
        }
        try {
            return orientationOf(segment.slice(EXIF.length, segment.remaining() - EXIF.length));
        } catch (IndexOutOfBoundsException damaged) {
            // the picture is none the worse for it
            return new byte[0];
        }
    }

    private static byte[] orientationOf(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            int turned = Short.toUnsignedInt(tiff.getShort(entry + 8));
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                return turned >= TURNED_LEAST && turned <= TURNED_MOST ? exif((short) turned) : new byte[0];
            }
        }
        return new byte[0];
    }

    private static byte[] exif(short turned) {
        int length = 2 + EXIF.length + 8 + 2 + 12 + 4;
        return ByteBuffer.allocate(2 + length)
                .put((byte) 0xff)
                .put((byte) APP1)
                .putShort((short) length)
                .put(EXIF)
                .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort(turned)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static void write(ByteArrayOutputStream out, int... bytes) {
        for (int one : bytes) {
            out.write(one);
        }
    }

    private static void write(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }
}
