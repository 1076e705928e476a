package org.minqing.deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minqing.CsvFile;
import org.minqing.ImportReport;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.ImportTransaction;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.deadline.CalendarRepository.Day;
import org.minqing.deadline.CalendarRepository.Kind;
import org.springframework.stereotype.Component;

/**
 * Imports holidays and make-up working days. A file adds and changes days, it never takes one away: a holiday that was
 * called off is imported as WORKDAY.
 */
@Component
public class CalendarImport {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);
    private static final int NAME_LENGTH = 40;

    private final CalendarRepository days;
    private final AuditService audit;
    private final ImportTransaction transaction;

    CalendarImport(CalendarRepository days, AuditService audit, ImportTransaction transaction) {
        this.days = days;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param csv {@code date,kind,name}; kind is HOLIDAY or WORKDAY
     * @see CsvFile which files can be read; what is no such file is refused as a whole
     */
    public ImportReport importCalendar(InputStream csv) {
        byte[] content = CsvFile.bytes(csv);
        return transaction.run(() -> run(content));
    }

    /** @see #importCalendar(InputStream) */
    public ImportReport importCalendar(Path csv) {
        try (InputStream content = Files.newInputStream(csv)) {
            return importCalendar(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ImportReport run(byte[] csv) {
        Map<LocalDate, Day> before = days.all();
        Map<LocalDate, Integer> rowOf = new HashMap<>();
        List<RefusedRow> refused = new ArrayList<>();
        List<Day> added = new ArrayList<>();
        List<Day> changed = new ArrayList<>();
        CsvFile.read(csv, List.of("date", "kind"), row -> {
            Day day = day(row, refused);
            Integer first = day == null ? null : rowOf.putIfAbsent(day.date(), row.number());
            if (first != null) {
                refused.add(new RefusedRow(row.number(), "date", "日期 %s 与第 %d 行重复".formatted(day.date(), first)));
            } else if (day != null && !before.containsKey(day.date())) {
                added.add(day);
            } else if (day != null && !day.equals(before.get(day.date()))) {
                changed.add(day);
            }
        });
        if (!added.isEmpty() || !changed.isEmpty()) {
            audit.record(AuditEntry.of("CALENDAR_CHANGED", null)
                    .with("added", words(added))
                    .with(
                            "before",
                            words(changed.stream()
                                    .map(day -> before.get(day.date()))
                                    .toList()))
                    .with("after", words(changed)));
        }
        days.insert(added);
        days.update(changed);
        return new ImportReport(added.size(), changed.size(), rowOf.size() - added.size() - changed.size(), refused);
    }

    private static List<String> words(List<Day> days) {
        return days.stream().map(day -> day.date() + " " + day.kind()).toList();
    }

    private static Day day(CsvFile.Row row, List<RefusedRow> refused) {
        String kind = row.get("kind").toUpperCase(java.util.Locale.ROOT);
        String name = row.get("name");
        if (!kind.equals(Kind.HOLIDAY.name()) && !kind.equals(Kind.WORKDAY.name())) {
            refused.add(new RefusedRow(
                    row.number(), "kind", "类别应为 HOLIDAY（放假）或 WORKDAY（上班），而不是“%s”".formatted(row.get("kind"))));
        } else if (name.length() > NAME_LENGTH) {
            refused.add(new RefusedRow(row.number(), "name", "名称不能超过 %d 个字".formatted(NAME_LENGTH)));
        } else {
            try {
                return new Day(LocalDate.parse(row.get("date").replace('/', '-'), DATE), Kind.valueOf(kind), name);
            } catch (DateTimeParseException noDate) {
                refused.add(new RefusedRow(row.number(), "date", "“%s”不是日期，应如 2026-10-01".formatted(row.get("date"))));
            }
        }
        return null;
    }
}
