package org.minqing.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.EmptyDatabase;
import org.minqing.ImportReport;
import org.minqing.ImportReport.RefusedRow;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class OfficerImportTest {

    private static final String STREET = "420106001";
    private static final String OTHER_STREET = "420106002";
    private static final String HEADING = "id,name,unit_code,roles,email,first_responsible\n";

    private final JdbcTemplate database = EmptyDatabase.create();
    private final OfficerRepository officers =
            new OfficerRepository(database, new UnitChains(JdbcClient.create(database)));
    private final UnitRepository units = new UnitRepository(database, new UnitChains(JdbcClient.create(database)));
    private final OfficerImport imports = new OfficerImport(officers, units);

    @BeforeEach
    void streets() {
        new UnitImport(units).run("""
                        code,name,level,parent_code
                        4201,武汉市,CITY,
                        420106,武昌区,DISTRICT,4201
                        420106001,积玉桥街道,STREET,420106
                        420106002,杨园街道,STREET,420106
                        """.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void newOfficer_isAddedWithRolesAndMail() {
        ImportReport report = run("s1,周志强,420106001,STREET_STAFF;leader|INSPECTOR,s1@example.org,true");
        assertThat(report).isEqualTo(new ImportReport(1, 0, 0, List.of()));
        assertThat(officers.find("s1"))
                .contains(new Officer(
                        "s1",
                        "周志强",
                        STREET,
                        EnumSet.of(Role.STREET_STAFF, Role.LEADER, Role.INSPECTOR),
                        "s1@example.org",
                        true));
    }

    @Test
    void sameFileTwice_isUnchangedTheSecondTime() {
        run("s1,周志强,420106001,STREET_STAFF,,true", "s2,吴倩,420106001,,,");
        assertThat(run("s1,周志强,420106001,STREET_STAFF,,true", "s2,吴倩,420106001,,,"))
                .isEqualTo(new ImportReport(0, 0, 2, List.of()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "王 五,王五,420106001,,,",id
                    ",王五,420106001,,,",id
                    "s9,,420106001,,,",name
                    "s9,王五,420199,,,",unit_code
                    "s9,王五,,,,",unit_code
                    "s9,王五,420106001,BOSS,,",roles
                    "s9,王五,420106001,,nowhere,",email
                    "s9,王五,420106001,,,perhaps",first_responsible
                    """)
    void wrongRow_isRefusedWithFieldAndCostsNoOtherRow(String row, String field) {
        ImportReport report = run(row, "s1,周志强,420106001,,,");
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(2);
            assertThat(refused.field()).isEqualTo(field);
        });
    }

    @Test
    void sameIdTwice_secondRowIsRefused() {
        assertThat(run("s1,周志强,420106001,,,", "s1,吴倩,420106001,,,").refused())
                .containsExactly(new RefusedRow(3, "id", "账号 s1 与第 2 行重复"));
    }

    @Test
    void secondFirstResponsibleInTheFile_laterRowIsRefused() {
        ImportReport report = run("s1,周志强,420106001,,,true", "s2,吴倩,420106001,,,true");
        assertThat(report.refused())
                .containsExactly(new RefusedRow(3, "first_responsible", "单位 420106001 已有第一责任人 s1，只能有一人"));
        assertThat(officers.find("s2")).isEmpty();
    }

    @Test
    void firstResponsibleStandsInTheDirectory_anotherIsRefused() {
        run("s1,周志强,420106001,,,true");
        assertThat(run("s2,吴倩,420106001,,,true").refused()).hasSize(1);
    }

    @Test
    void fileSaysThatTheFormerNoLongerIs_successorTakesOverWhateverTheOrder() {
        run("s1,周志强,420106001,,,true");
        ImportReport report = run("s2,吴倩,420106001,,,true", "s1,周志强,420106001,,,false");
        assertThat(report).isEqualTo(new ImportReport(1, 1, 0, List.of()));
        assertThat(officers.firstResponsible(STREET)).map(Officer::id).contains("s2");
    }

    @Test
    void formerCannotMoveBecauseHisNewUnitHasOne_successorIsRefusedToo() {
        run("s1,周志强,420106001,,,true", "t1,郑丽,420106002,,,true");
        ImportReport report = run("s2,吴倩,420106001,,,true", "s1,周志强,420106002,,,true");
        assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(2, 3);
        assertThat(officers.firstResponsible(STREET)).map(Officer::id).contains("s1");
        assertThat(officers.firstResponsible(OTHER_STREET)).map(Officer::id).contains("t1");
    }

    @Test
    void officerWhoHasLeft_doesNotComeBackWithAnOldFile() {
        run("s1,周志强,420106001,,,true");
        officers.left("s1");
        assertThat(run("s1,周志强,420106001,,,true").refused())
                .singleElement()
                .extracting(RefusedRow::reason)
                .asString()
                .contains("离任");
    }

    @Test
    void demonstrationOfficers_allAreTaken() throws IOException {
        try (InputStream unitsFile = getClass().getResourceAsStream("/demo/units.csv");
                InputStream officersFile = getClass().getResourceAsStream("/demo/officers.csv")) {
            new UnitImport(units).run(unitsFile.readAllBytes());
            ImportReport report = imports.run(officersFile.readAllBytes()).report();
            assertThat(report.refused()).isEmpty();
            assertThat(report.added()).isGreaterThanOrEqualTo(30);
        }
    }

    private ImportReport run(String... rows) {
        return imports.run((HEADING + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8))
                .report();
    }
}
