package org.minqing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.minqing.Refused;

class PhotoCleanerTest {

    private static final String SECRET = "N30°33'12\" E114°18'40\" 积玉桥街道 13871234567";

    @Test
    void jpegOfATelephone_losesWhatItTellsAndKeepsThePicture() throws IOException {
        byte[] sent = Photos.jpegThatTells(SECRET);
        assertThat(tells(sent)).isTrue();
        byte[] kept = PhotoCleaner.clean(AttachmentType.JPEG, sent);
        assertThat(tells(kept)).isFalse();
        assertSamePicture(kept, Photos.jpeg());
        assertThat(HexFormat.of().formatHex(kept))
                .as("still turned by a quarter")
                .contains("01120003000000010006");
        assertThat(PhotoCleaner.clean(AttachmentType.JPEG, kept)).isEqualTo(kept);
    }

    @Test
    void pngWithRemarks_losesThemAndKeepsThePicture() throws IOException {
        byte[] sent = Photos.pngThatTells(SECRET);
        assertThat(tells(sent)).isTrue();
        byte[] kept = PhotoCleaner.clean(AttachmentType.PNG, sent);
        assertThat(tells(kept)).isFalse();
        assertSamePicture(kept, Photos.png());
    }

    @Test
    void webpWithExif_losesIt() {
        byte[] kept = PhotoCleaner.clean(AttachmentType.WEBP, Photos.webpThatTells(SECRET));
        assertThat(tells(kept)).isFalse();
        assertThat(kept).hasSize(12 + 8 + 10 + 8 + 3 + 1);
        assertThat(kept[4]).isEqualTo((byte) (kept.length - 8));
        assertThat(kept[20]).as("says no more that there is EXIF").isZero();
    }

    @Test
    void pictureBrokenOff_isRefused() {
        for (AttachmentType type : new AttachmentType[] {AttachmentType.JPEG, AttachmentType.PNG}) {
            byte[] whole = type == AttachmentType.JPEG ? Photos.jpeg() : Photos.png();
            for (int length = 3; length < whole.length; length += 7) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> PhotoCleaner.clean(type, part)).isInstanceOf(Refused.class);
            }
        }
        assertThatThrownBy(() ->
                        PhotoCleaner.clean(AttachmentType.JPEG, HexFormat.of().parseHex("ffd8ffd9")))
                .isInstanceOf(Refused.class);
    }

    private static boolean tells(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String("13871234567".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static void assertSamePicture(byte[] one, byte[] other) throws IOException {
        BufferedImage first = ImageIO.read(new ByteArrayInputStream(one));
        BufferedImage second = ImageIO.read(new ByteArrayInputStream(other));
        assertThat(first.getRGB(0, 0, 40, 30, null, 0, 40)).isEqualTo(second.getRGB(0, 0, 40, 30, null, 0, 40));
    }
}
