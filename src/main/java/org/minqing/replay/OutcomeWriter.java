package org.minqing.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes {@code outcomes.csv}: one row per level that an appeal entered. */
final class OutcomeWriter {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZONE);

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setRecordSeparator('\n')
            .setHeader("message_id", "level", "unit_code", "entered_at", "due_at", "left_at", "left_by")
            .get();

    private OutcomeWriter() {}

    static void write(Path file, List<Outcome> outcomes) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file);
                CSVPrinter csv = new CSVPrinter(writer, FORMAT)) {
            for (Outcome outcome : outcomes) {
                csv.printRecord(
                        outcome.messageId(),
                        outcome.level(),
                        outcome.unitCode(),
                        time(outcome.enteredAt()),
                        time(outcome.dueAt()),
                        time(outcome.leftAt()),
                        outcome.leftBy() == null ? "OPEN" : outcome.leftBy().name());
            }
        }
    }

    private static String time(Instant instant) {
        return instant == null ? "" : TIME.format(instant);
    }
}
