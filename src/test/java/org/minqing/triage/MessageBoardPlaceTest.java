package org.minqing.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of real messages resolves to district, street and community; see the data folder's README. */
@DisplayName("places in real messages")
class MessageBoardPlaceTest {

    private static final Logger log = LoggerFactory.getLogger(MessageBoardPlaceTest.class);
    private static final Path DATA = Path.of(System.getProperty("minqing.data", "../shared/data"));

    @ParameterizedTest
    @ValueSource(strings = {"messages.csv", "answered.csv", "labelled.csv"})
    void oneStreetIsNamed_appealLandsOnIt(String file) throws IOException {
        Path messages = DATA.resolve("message-board").resolve(file);
        Path divisions = DATA.resolve("divisions/a-city.csv");
        assumeTrue(Files.exists(messages) && Files.exists(divisions), "no data at " + DATA);
        Map<String, Unit> units = units(divisions);
        Gazetteer gazetteer = new Gazetteer(units.values());
        Unit city = units.values().iterator().next();

        Map<UnitLevel, Integer> resolved = new EnumMap<>(UnitLevel.class);
        List<String> elsewhere = new ArrayList<>();
        int all = 0;
        int nameOneStreet = 0;
        for (CSVRecord row : rows(messages)) {
            all++;
            Unit place = PlaceMatcher.place(gazetteer, city, null, row.get("subject"), row.get("details"));
            resolved.merge(place.level(), 1, Integer::sum);
            List<Unit> named = streetsIn(row.get("subject") + "\n" + row.get("details"), units);
            if (named.size() == 1) {
                nameOneStreet++;
                if (!place.isAtOrBelow(named.get(0))) {
                    elsewhere.add("%s: %s is not at %s"
                            .formatted(
                                    row.get("message_id"),
                                    place.name(),
                                    named.get(0).name()));
                }
            }
        }

        log.info(
                "{}: {} messages, resolved to {}; {} name one street, elsewhere: {}",
                file,
                all,
                resolved,
                nameOneStreet,
                elsewhere);
        assertThat(nameOneStreet).isPositive();
        assertThat(nameOneStreet - elsewhere.size()).isGreaterThanOrEqualTo((int) Math.ceil(0.98 * nameOneStreet));
    }

    /** Independent of the matcher: official names of streets, as they stand in the directory, that the text contains. */
    private static List<Unit> streetsIn(String text, Map<String, Unit> units) {
        return units.values().stream()
                .filter(unit -> unit.level() == UnitLevel.STREET && text.contains(unit.name()))
                .toList();
    }

    static Map<String, Unit> units(Path divisions) throws IOException {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (CSVRecord row : rows(divisions)) {
            String parent = row.get("parent_code").isEmpty() ? null : row.get("parent_code");
            String above = parent == null ? "/" : units.get(parent).path();
            units.put(
                    row.get("code"),
                    new Unit(
                            row.get("code"),
                            row.get("name"),
                            UnitLevel.valueOf(row.get("level")),
                            parent,
                            above + row.get("code") + "/"));
        }
        return units;
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }
}
