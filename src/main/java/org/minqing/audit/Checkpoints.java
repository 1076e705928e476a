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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Signed statements outside the database. Files {@code <day>-<node>.checkpoints} say how far the chain had come, in lines
 * {@code seq,milliseconds,hash,key,signature}; files {@code <day>-<node>.entries} which entries a process had committed, in
 * lines {@code milliseconds,run,kind,from,through,without,key,signature}. Who rules the database alone cannot take back what
 * stands there.
 */
@Component
class Checkpoints {

    private static final String CHAIN = ".checkpoints";
    private static final String ENTRIES = ".entries";
    private static final int CHAIN_FIELDS = 3;
    private static final int ENTRIES_FIELDS = 6;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AuditKeys keys;
    private final Path folder;
    private final String node = UUID.randomUUID().toString().substring(0, 8);

    Checkpoints(AuditKeys keys, AuditKeys.Settings settings) {
        this.keys = keys;
        this.folder = settings.checkpoints();
    }

    /** @param seq null where the line is not one that this application wrote */
    record Checkpoint(String where, Long seq, String hash) {}

    /** @param statement null where the line is not one that this application wrote */
    record Committed(String where, Instant at, EntryNumbers.Statement statement) {}

    void write(Seal seal) {
        write(
                CHAIN,
                seal.sealedAt(),
                "%d,%d,%s"
                        .formatted(
                                seal.seq(),
                                seal.sealedAt().toEpochMilli(),
                                HexFormat.of().formatHex(seal.hash())));
    }

    void write(EntryNumbers.Statement statement, Instant at) {
        write(ENTRIES, at, at.toEpochMilli() + "," + statement.words());
    }

    /** All that were ever written of the chain and are still there. */
    List<Checkpoint> all() {
        return lines(CHAIN).stream()
                .map(line -> {
                    List<String> said = genuine(line, CHAIN_FIELDS);
                    return said == null
                            ? new Checkpoint(line.where(), null, null)
                            : new Checkpoint(line.where(), Long.valueOf(said.get(0)), said.get(2));
                })
                .toList();
    }

    /** All that were ever written of entries and are still there. */
    List<Committed> committed() {
        return lines(ENTRIES).stream()
                .map(line -> {
                    List<String> said = genuine(line, ENTRIES_FIELDS);
                    return said == null
                            ? new Committed(line.where(), null, null)
                            : new Committed(
                                    line.where(),
                                    Instant.ofEpochMilli(Long.parseLong(said.get(0))),
                                    EntryNumbers.Statement.of(said.subList(1, said.size())));
                })
                .toList();
    }

    private record Line(String where, String words) {}

    private void write(String ending, Instant when, String said) {
        AuditKey key = keys.current();
        String named = said + "," + key.mark();
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(when.atZone(ZONE).toLocalDate() + "-" + node + ending),
                    named + "," + signature(key, named) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("no checkpoint of the audit could be written to " + folder, unwritable);
        }
    }

    private List<Line> lines(String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Line> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    found.add(new Line(file.getFileName() + ":" + number, line));
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @param fields how many there are before the key's mark, which the oldest lines have not
     * @return null where no key of ours has signed the line
     */
    private List<String> genuine(Line line, int fields) {
        int last = line.words().lastIndexOf(',');
        String said = line.words().substring(0, Math.max(last, 0));
        List<String> words = Arrays.asList(said.split(",", -1));
        boolean marked = words.size() == fields + 1;
        if (!marked && words.size() != fields) {
            return null;
        }
        boolean signed = keys.all().stream()
                .filter(key -> !marked || key.mark().equals(words.get(fields)))
                .anyMatch(key -> line.words().equals(said + "," + signature(key, said)));
        return signed ? words.subList(0, fields) : null;
    }

    private static String signature(AuditKey key, String said) {
        return HexFormat.of().formatHex(key.checkpoint().doFinal(said.getBytes(StandardCharsets.US_ASCII)));
    }
}
