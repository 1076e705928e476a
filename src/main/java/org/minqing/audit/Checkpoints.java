package org.minqing.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Signed statements outside the database of how far the chain had come: files {@code <day>-<node>.checkpoints}, each line
 * {@code seq,milliseconds,hash,signature}. Who rules the database alone cannot take back what stands there.
 */
@Component
class Checkpoints {

    private static final String ENDING = ".checkpoints";
    private static final Pattern LINE = Pattern.compile("([0-9]{1,18}),([0-9]{1,18}),([0-9a-f]{64}),([0-9a-f]{64})");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AuditKeys keys;
    private final Path folder;
    private final String node = UUID.randomUUID().toString().substring(0, 8);

    Checkpoints(AuditKeys keys, AuditKeys.Settings settings) {
        this.keys = keys;
        this.folder = settings.checkpoints();
    }

    /** @param seal null where the line is not one that this application wrote */
    record Checkpoint(String where, Long seq, String hash) {}

    void write(Seal seal) {
        String said = said(seal);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file(seal.sealedAt()),
                    said + "," + signature(said) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "no checkpoint of the audit chain could be written to " + folder, unwritable);
        }
    }

    /** All that were ever written and are still there. */
    List<Checkpoint> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Checkpoint> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    found.add(read(file.getFileName() + ":" + number, line));
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Checkpoint read(String where, String line) {
        var parts = LINE.matcher(line);
        boolean genuine = parts.matches()
                && line.equals(line.substring(0, line.lastIndexOf(',') + 1)
                        + signature(line.substring(0, line.lastIndexOf(','))));
        return genuine
                ? new Checkpoint(where, Long.valueOf(parts.group(1)), parts.group(3))
                : new Checkpoint(where, null, null);
    }

    private Path file(Instant when) {
        return folder.resolve(when.atZone(ZONE).toLocalDate() + "-" + node + ENDING);
    }

    private static String said(Seal seal) {
        return "%d,%d,%s"
                .formatted(
                        seal.seq(),
                        seal.sealedAt().toEpochMilli(),
                        HexFormat.of().formatHex(seal.hash()));
    }

    private String signature(String said) {
        return HexFormat.of().formatHex(keys.checkpoint().doFinal(said.getBytes(StandardCharsets.US_ASCII)));
    }
}
