package org.minqing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.EmptyDatabase;
import org.minqing.ImportReport;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.ImportTransaction;
import org.minqing.ImportTransactions;
import org.minqing.Refused;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class UnitImportTest {

    private static final String TREE = """
            code,name,level,parent_code
            4201,武汉市,CITY,
            420106,武昌区,DISTRICT,4201
            420106001,积玉桥街道,STREET,420106
            420106002,杨园街道,STREET,420106
            420106001001,尚隆苑社区,COMMUNITY,420106001
            420106001001001,尚隆苑社区第一网格,GRID,420106001001
            420106-POWER,武昌供电中心,DEPARTMENT,420106
            420106-GUIDE-1,武昌区第一指导组,GUIDANCE_GROUP,420106
            """;

    private final JdbcTemplate database = EmptyDatabase.create();
    private final UnitRepository units = new UnitRepository(database, new UnitChains(JdbcClient.create(database)));
    private final UnitImport imports = new UnitImport(units);

    @Test
    void newTree_isAddedWithPathsAndDesks() {
        assertThat(run(TREE)).isEqualTo(new ImportReport(8, 0, 0, List.of()));
        assertThat(path("420106001001001")).isEqualTo("/4201/420106/420106001/420106001001/420106001001001/");
        assertThat(path("420106-POWER")).isEqualTo("/4201/420106/420106-POWER/");
        assertThat(path("420106-DISPATCH")).isEqualTo("/4201/420106/420106-DISPATCH/");
        assertThat(unit("4201-DISPATCH").name()).isEqualTo("武汉市派单中心");
    }

    @Test
    void sameFileTwice_isUnchangedTheSecondTime() {
        run(TREE);
        List<Unit> before = units.all();
        assertThat(run(TREE)).isEqualTo(new ImportReport(0, 0, 8, List.of()));
        assertThat(units.all()).isEqualTo(before);
    }

    @Test
    void parentsThatComeLaterInTheFile_areFound() {
        String upsideDown = TREE.lines().skip(1).collect(Collectors.collectingAndThen(Collectors.toList(), lines -> {
            java.util.Collections.reverse(lines);
            return "code,name,level,parent_code\n" + String.join("\n", lines);
        }));
        assertThat(run(upsideDown)).isEqualTo(new ImportReport(8, 0, 0, List.of()));
    }

    @Test
    void communityMovesToAnotherStreet_pathsBelowAndCasesFollow() {
        run(TREE);
        database.update("insert into appeal (number, source, source_id, requester_kind, subject, text, signals,"
                + " reported_at, received_at, place_unit, place_path, state, round, return_count, callback_attempts)"
                + " values ('420106-20261122-00001', 'TEST', '1', 'RESIDENT', 's', 't', '', current_timestamp,"
                + " current_timestamp, '420106001001001', '" + path("420106001001001") + "', 'RECEIVED', 1, 0, 0)");
        ImportReport report = run(file("420106001001,尚隆苑社区,COMMUNITY,420106002"));
        assertThat(report).isEqualTo(new ImportReport(0, 1, 0, List.of()));
        assertThat(path("420106001001001")).isEqualTo("/4201/420106/420106002/420106001001/420106001001001/");
        assertThat(database.queryForObject("select place_path from appeal", String.class))
                .isEqualTo(path("420106001001001"));
    }

    @Test
    void renamedDistrict_itsDeskIsRenamed() {
        run(TREE);
        assertThat(run(file("420106,新武昌区,DISTRICT,4201")).changed()).isEqualTo(1);
        assertThat(unit("420106-DISPATCH").name()).isEqualTo("新武昌区派单中心");
    }

    @Test
    void deskInTheFile_keepsTheFilesName() {
        run(TREE + "420106-DISPATCH,武昌区民情中心,DISPATCH,420106\n");
        run(TREE);
        assertThat(unit("420106-DISPATCH").name()).isEqualTo("武昌区民情中心");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    "42010X,某区,DISTRICT,4201",code,6 位数字
                    "4.20106E+11,某社区,COMMUNITY,420106001",code,科学计数法
                    ",某区,DISTRICT,4201",code,缺少单位代码
                    "420107,,DISTRICT,4201",name,缺少单位名称
                    "420107,某区,PROVINCE,4201",level,PROVINCE
                    "420106003,某街道,STREET,420199",parent_code,没有上级单位 420199
                    "420106003,某街道,STREET,",parent_code,缺少上级单位代码
                    "420106003,某街道,STREET,4201",parent_code,街道的上级应是区
                    "420106001002,某社区,COMMUNITY,420106001001",parent_code,社区的上级应是街道
                    "420107-WATER,某局,DEPARTMENT,420106",code,420106-
                    "420106-DISPATCH,某局,DEPARTMENT,420106",level,不能改为职能部门
                    "420106-DESK,某中心,DISPATCH,420106",code,派单中心
                    "4202,黄石市,CITY,",code,已有市级单位 4201
                    "420106002,杨园街道,STREET,420106002",parent_code,成环
                    """)
    void wrongRow_isRefusedWithFieldAndReasonAndCostsNoOtherRow(String row, String field, String reason) {
        run(TREE);
        ImportReport report = run(file(row, "420106009,白沙洲街道,STREET,420106"));
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(2);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.reason()).contains(reason);
        });
    }

    @Test
    void duplicateCode_secondRowIsRefused() {
        assertThat(run(TREE + "420106002,又一街道,STREET,420106\n").refused())
                .containsExactly(new RefusedRow(10, "code", "代码 420106002 与第 5 行重复"));
        assertThat(unit("420106002").name()).isEqualTo("杨园街道");
    }

    @Test
    void unreadableRowAndGoodRowOfOneCode_goodRowIsTaken() {
        ImportReport report =
                run(TREE.replace("420106002,杨园街道,STREET", "420106002,,STREET") + "420106002,杨园街道,STREET,420106\n");
        assertThat(report.added()).isEqualTo(8);
        assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(5);
    }

    @Test
    void loopInTheTree_itsRowsAreNamedAndThoseBelowRefused() {
        ImportReport report = run(TREE
                + "420107,甲区,DISTRICT,420107001\n420107001,乙街道,STREET,420107\n420107001001,丙社区,COMMUNITY,420107001\n");
        assertThat(report.added()).isEqualTo(8);
        assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(10, 11, 12);
        assertThat(report.refused().get(0).reason()).contains("成环").contains("420107 → 420107001 → 420107");
        assertThat(report.refused().get(2).reason()).isEqualTo("上级单位 420107001（第 11 行）未能导入");
    }

    @Test
    void secondCity_everythingBelowItIsRefused() {
        run(TREE);
        ImportReport report = run(file("4301,A市,CITY,", "430102,A1区,DISTRICT,4301", "430102001,某街道,STREET,430102"));
        assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(2, 3, 4);
        assertThat(report.refused().get(2).reason()).isEqualTo("上级单位 430102（第 3 行）未能导入");
        assertThat(units.all()).noneMatch(unit -> unit.code().startsWith("43"));
    }

    @Test
    void refusedChangeOfAnExistingUnit_unitsBelowAreStillTaken() {
        run(TREE);
        ImportReport report = run(file("420106001,,STREET,420106", "420106001002,中山社区,COMMUNITY,420106001"));
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(2);
    }

    @Test
    void fileWithoutHeading_nothingIsDone() {
        assertThatThrownBy(() -> run("4201,武汉市,CITY,\n")).isInstanceOf(Refused.class);
        assertThat(units.all()).isEmpty();
    }

    @Test
    void longChainOfLoops_isRefusedWithoutStackOverflow() {
        StringBuilder chain = new StringBuilder("code,name,level,parent_code\n");
        for (int i = 0; i < 20_000; i++) {
            chain.append("42%07d,某街道,STREET,42%07d%n".formatted(i, i + 1));
        }
        ImportReport report = run(chain.toString());
        assertThat(report.added()).isZero();
        assertThat(report.refused()).hasSize(20_000);
    }

    @Test
    void sameFileSentTwiceAtOnce_isAddedOnceAndUnchangedOnce() {
        ImportTransaction transaction = ImportTransactions.on(database);
        byte[] csv = TREE.getBytes(StandardCharsets.UTF_8);
        List<ImportReport> reports = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> transaction.run(() -> imports.run(csv).report())))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(reports).extracting(ImportReport::refused).allMatch(List::isEmpty);
        assertThat(reports.stream().mapToInt(ImportReport::added).sum()).isEqualTo(8);
        assertThat(units.all()).hasSize(10);
    }

    @Test
    void demonstrationUnits_allAreTaken() throws IOException {
        try (InputStream demo = getClass().getResourceAsStream("/demo/units.csv")) {
            ImportReport report = imports.run(demo.readAllBytes()).report();
            assertThat(report.refused()).isEmpty();
            assertThat(report.added()).isGreaterThan(300);
        }
    }

    @ParameterizedTest
    @CsvSource({"wuhan.csv,3702", "a-city.csv,1831"})
    void realCity_isImportedInSeconds(String file, int count) throws IOException {
        Path data = Path.of(System.getProperty("minqing.data", "../shared/data"), "divisions", file);
        assumeThat(data)
                .as("%s is not there: not tried on real divisions", data)
                .exists();
        byte[] csv = Files.readAllBytes(data);
        Instant start = Instant.now();
        assertThat(imports.run(csv).report()).isEqualTo(new ImportReport(count, 0, 0, List.of()));
        assertThat(imports.run(csv).report()).isEqualTo(new ImportReport(0, 0, count, List.of()));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private ImportReport run(String csv) {
        return imports.run(csv.getBytes(StandardCharsets.UTF_8)).report();
    }

    private static String file(String... rows) {
        return "code,name,level,parent_code\n" + String.join("\n", rows) + "\n";
    }

    private Unit unit(String code) {
        return units.all().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private String path(String code) {
        return unit(code).path();
    }
}
