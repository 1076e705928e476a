package org.minqing;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The design's deadline rule, written down a second time from its text and in another way than the product's: every
 * day from 2004 to 2030 is sorted into working or not, and a deadline is looked up in the list of working days.
 *
 * <p>"N working days end at 17:30 of the Nth working day after the calendar day on which the level was entered", grid 1,
 * community 3, street 5, joint 15; "the next level is entered at the time at which the deadline acts"; "an act in the
 * due second comes too late"; the joint level cannot go up.
 */
final class DeadlineOracle {

    private static final List<String> LEVELS = List.of("GRID", "COMMUNITY", "STREET", "JOINT");
    private static final Map<String, Integer> WORKING_DAYS =
            Map.of("GRID", 1, "COMMUNITY", 3, "STREET", 5, "JOINT", 15);

    private final NavigableSet<LocalDate> workingDays = new TreeSet<>();

    /** @param calendar {@code date,kind,name}, kind HOLIDAY or WORKDAY */
    DeadlineOracle(Path calendar) {
        Map<LocalDate, String> listed = new HashMap<>();
        try (Reader file = new InputStreamReader(Files.newInputStream(calendar), StandardCharsets.UTF_8)) {
            for (CSVRecord day : CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(file)) {
                listed.put(LocalDate.parse(day.get("date")), day.get("kind"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        LocalDate.of(2004, 1, 1).datesUntil(LocalDate.of(2031, 1, 1)).forEach(day -> {
            String weekday = day.getDayOfWeek().getValue() >= 6 ? "HOLIDAY" : "WORKDAY";
            if (listed.getOrDefault(day, weekday).equals("WORKDAY")) {
                workingDays.add(day);
            }
        });
    }

    LocalDateTime due(String level, LocalDateTime entered) {
        return workingDays.tailSet(entered.toLocalDate(), false).stream()
                .skip(WORKING_DAYS.get(level) - 1)
                .findFirst()
                .orElseThrow()
                .atTime(17, 30);
    }

    /** The levels that an appeal must have passed, filed at the grid as one to be done by a deadline. */
    List<Expected> levels(LocalDateTime created, LocalDateTime replied) {
        List<Expected> passed = new ArrayList<>();
        LocalDateTime entered = created;
        for (String level : LEVELS) {
            LocalDateTime due = due(level, entered);
            boolean inTime = replied != null && replied.isBefore(due);
            if (inTime || (level.equals("JOINT") && replied != null)) {
                passed.add(new Expected(level, entered, due, replied, "RESOLVED"));
                return passed;
            }
            if (level.equals("JOINT")) {
                passed.add(new Expected(level, entered, due, null, "OPEN"));
                return passed;
            }
            passed.add(new Expected(level, entered, due, due, "DEADLINE"));
            entered = due;
        }
        throw new AssertionError("the joint level is the last");
    }

    /** @param left null while it is open */
    record Expected(String level, LocalDateTime entered, LocalDateTime due, LocalDateTime left, String leftBy) {

        /** {@code level,entered_at,due_at,left_at,left_by} as outcomes.csv writes them. */
        String row() {
            return String.join(",", level, text(entered), text(due), left == null ? "" : text(left), leftBy);
        }

        private static String text(LocalDateTime time) {
            return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(time);
        }
    }
}
