package org.minqing.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.EmptyDatabase;
import org.minqing.ImportReport;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.ImportTransactions;
import org.minqing.Refused;
import org.minqing.audit.TestAudit;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("database")
class CalendarImportTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Charset UTF = StandardCharsets.UTF_8;

    private final JdbcTemplate database = EmptyDatabase.create();
    private final CalendarRepository days = new CalendarRepository(database);
    private final CalendarImport imports =
            new CalendarImport(days, TestAudit.on(database), ImportTransactions.on(database));
    private final WorkingCalendar calendar = new WorkingCalendar(days, Clock.system(ZONE));

    @Test
    void aNewYear_countsAtOnce() {
        LocalDate newYear = LocalDate.of(2027, 1, 1);
        assertThat(calendar.isWorkingDay(newYear)).isTrue();
        assertThat(calendar.coversYear(2027)).isFalse();
        assertThat(run("2027-01-01,HOLIDAY,元旦", "2027-01-02,WORKDAY,元旦"))
                .isEqualTo(new ImportReport(2, 0, 0, List.of()));
        assertThat(calendar.isWorkingDay(newYear)).isFalse();
        assertThat(calendar.isWorkingDay(newYear.plusDays(1))).isTrue();
        assertThat(calendar.coversYear(2027)).isTrue();
    }

    @Test
    void sameFileTwice_isUnchangedTheSecondTime() {
        run("2027-01-01,HOLIDAY,元旦");
        assertThat(run("2027/1/1,holiday,元旦")).isEqualTo(new ImportReport(0, 0, 1, List.of()));
    }

    @Test
    void holidayCalledOff_isChanged() {
        run("2027-01-01,HOLIDAY,元旦");
        assertThat(run("2027-01-01,WORKDAY,元旦")).isEqualTo(new ImportReport(0, 1, 0, List.of()));
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 1, 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "2027-02-30,HOLIDAY,春节",date
                    "soon,HOLIDAY,春节",date
                    ",HOLIDAY,春节",date
                    "2027-02-01,FEAST,春节",kind
                    "2027-01-03,HOLIDAY,又一次",date
                    """)
    void wrongRow_isRefusedAndCostsNoOtherRow(String row, String field) {
        ImportReport report = run("2027-01-03,HOLIDAY,元旦", row, "2027-01-04,HOLIDAY,元旦");
        assertThat(report.added()).isEqualTo(2);
        assertThat(report.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(3);
            assertThat(refused.field()).isEqualTo(field);
        });
        assertThat(report.refused()).extracting(RefusedRow::reason).noneMatch(String::isBlank);
    }

    @Test
    void gb18030File_isRead() {
        byte[] csv = "date,kind,name\n2027-10-01,HOLIDAY,国庆节\n".getBytes(Charset.forName("GB18030"));
        imports.importCalendar(new ByteArrayInputStream(csv));
        assertThat(days.all().get(LocalDate.of(2027, 10, 1)).name()).isEqualTo("国庆节");
    }

    @Test
    void fileWithoutHeading_nothingIsDone() {
        assertThatThrownBy(
                        () -> imports.importCalendar(new ByteArrayInputStream("2027-01-01,HOLIDAY,元旦".getBytes(UTF))))
                .isInstanceOf(Refused.class);
        assertThat(days.isEmpty()).isTrue();
    }

    @Test
    void nextYearIsMissing_healthWarnsFromDecemberOn() {
        Calendars.shipped(database);
        assertThat(healthOn(LocalDate.of(2026, 11, 30)).getStatus()).isEqualTo(Status.UP);
        Health december = healthOn(LocalDate.of(2026, 12, 1));
        assertThat(december.getStatus()).isEqualTo(CalendarHealthIndicator.WARNING);
        assertThat(december.getDetails().get("reason").toString()).contains("2027");
        run("2027-01-01,HOLIDAY,元旦");
        assertThat(healthOn(LocalDate.of(2026, 12, 1)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void thisYearIsMissing_healthSaysThatWeekdaysCount() {
        Health health = healthOn(LocalDate.of(2027, 3, 1));
        assertThat(health.getStatus()).isEqualTo(CalendarHealthIndicator.WARNING);
        assertThat(health.getDetails().get("reason").toString())
                .contains("2027")
                .contains("按星期计算");
    }

    private Health healthOn(LocalDate day) {
        Clock clock = Clock.fixed(day.atTime(LocalTime.MIDNIGHT).atZone(ZONE).toInstant(), ZONE);
        return new CalendarHealthIndicator(calendar, clock).health();
    }

    private ImportReport run(String... rows) {
        return imports.importCalendar(
                new ByteArrayInputStream(("date,kind,name\n" + String.join("\n", rows)).getBytes(UTF)));
    }
}
