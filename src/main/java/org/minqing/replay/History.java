package org.minqing.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.minqing.CsvFile;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.Refused;
import org.minqing.appeal.NewAppeal;

/** A historical export, every row of it either an appeal or refused with a reason. */
record History(List<HistoricalAppeal> appeals, List<RefusedRow> refused) {

    private static final List<String> MESSAGE_ID = List.of("message_id", "留言编号");
    private static final List<String> SUBJECT = List.of("subject", "留言主题");
    private static final List<String> CREATED_AT = List.of("created_at", "留言时间");
    private static final List<String> DETAILS = List.of("details", "留言详情");
    private static final List<String> REPLY = List.of("reply", "答复意见");
    private static final List<String> REPLIED_AT = List.of("replied_at", "答复时间");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("[uuuu-M-d][uuuu/M/d]['T'][ ]H:mm[:ss]")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final String NO_WORDS = "来源渠道已答复";

    /**
     * Reads {@code message_id,subject,created_at,details,reply,replied_at} or the board's own Chinese headings, times in
     * Asia/Shanghai.
     *
     * @throws Refused when this is no such file
     */
    static History read(Path export) throws IOException {
        List<HistoricalAppeal> appeals = new ArrayList<>();
        List<RefusedRow> refused = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (InputStream file = Files.newInputStream(export)) {
            CsvFile.read(file, List.of(), row -> {
                headings(row);
                try {
                    HistoricalAppeal appeal = appeal(row);
                    if (!seen.add(appeal.messageId())) {
                        throw Refused.invalid(MESSAGE_ID.get(0), "编号 %s 重复".formatted(appeal.messageId()));
                    }
                    appeals.add(appeal);
                } catch (Refused no) {
                    refused.add(new RefusedRow(row.number(), no.field(), no.getMessage()));
                }
            });
        }
        return new History(appeals, refused);
    }

    private static HistoricalAppeal appeal(CsvFile.Row row) {
        String messageId = required(row, MESSAGE_ID);
        Instant createdAt = time(CREATED_AT, required(row, CREATED_AT));
        String repliedText = value(row, REPLIED_AT);
        Instant repliedAt = repliedText.isEmpty() ? null : time(REPLIED_AT, repliedText);
        if (repliedAt != null && repliedAt.isBefore(createdAt)) {
            throw Refused.invalid(REPLIED_AT.get(0), "答复时间早于留言时间");
        }
        String reply = value(row, REPLY);
        NewAppeal appeal = new NewAppeal(
                Replay.SOURCE,
                messageId,
                null,
                null,
                required(row, SUBJECT),
                value(row, DETAILS),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                createdAt,
                createdAt,
                null);
        return new HistoricalAppeal(row.number(), appeal, reply.isEmpty() ? NO_WORDS : reply, repliedAt);
    }

    private static void headings(CsvFile.Row row) {
        for (List<String> heading : List.of(MESSAGE_ID, SUBJECT, CREATED_AT)) {
            if (heading.stream().noneMatch(row.columns()::containsKey)) {
                throw Refused.invalid(
                        heading.get(0), "第 1 行表头缺少列“%s”（或“%s”）".formatted(heading.get(0), heading.get(1)));
            }
        }
    }

    private static String required(CsvFile.Row row, List<String> heading) {
        String value = value(row, heading);
        if (value.isEmpty()) {
            throw Refused.invalid(heading.get(0), "%s不能为空".formatted(heading.get(1)));
        }
        return value;
    }

    private static String value(CsvFile.Row row, List<String> heading) {
        return heading.stream()
                .map(row::get)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Instant time(List<String> heading, String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(OutcomeWriter.ZONE).toInstant();
        } catch (DateTimeParseException notATime) {
            throw Refused.invalid(heading.get(0), "“%s”不是日期时间，应如 2026-03-01T08:30:00".formatted(text));
        }
    }
}
