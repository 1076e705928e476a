package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.minqing.CommandProcess.Result;
import org.minqing.DeadlineOracle.Expected;

/** Replays exports through the real engine and compares each level with the rule as {@link DeadlineOracle} has it. */
class ReplayTest {

    private static final Path DATA = Path.of(System.getProperty("minqing.data", "../shared/data"));
    private static final Path CALENDAR = Path.of("src/main/resources/calendar/cn-days.csv");

    @TempDir
    Path files;

    @Test
    void edgesOfTheRule_levelsAreThoseOfTheRule() throws Exception {
        Path export = Files.writeString(files.resolve("export.csv"), """
                message_id,user_id,subject,created_at,details,reply,replied_at
                friday-evening,U1,路灯不亮,2024-03-01T18:00:00,文昌街道路灯不亮,已修好,2024-03-04T17:29:59
                sunday-due-second,U1,路灯不亮,2024-03-03T10:00:00,路灯不亮,已修好,2024-03-04T17:30:00
                make-up-saturday,U2,井盖松动,2024-05-10T18:00:00,井盖松动,已更换,2024-05-11T17:30:01
                make-up-sunday,U2,井盖松动,2024-04-03T20:00:00,井盖松动,已更换,2024-04-07T09:00:00
                spring-festival,U3,噪声扰民,2024-02-08T23:59:59,噪声扰民,已处理,2024-02-20T08:00:00
                same-second,U3,噪声扰民,2024-03-06T12:00:00,噪声扰民,已处理,2024-03-06T12:00:00
                late-at-joint,U4,桥梁破损,2024-01-02T08:00:00,桥梁破损,已修复,2024-06-03T10:11:12
                never,U4,无人答复,2024-03-01T09:00:00,无人答复,,
                """);

        Result replayed = replay(export, units());

        assertThat(replayed.exit()).as(replayed.printed()).isZero();
        Map<String, List<CSVRecord>> outcomes = outcomes();
        assertThat(rows(outcomes.get("friday-evening")))
                .containsExactly("GRID,2024-03-01T18:00:00,2024-03-04T17:30:00,2024-03-04T17:29:59,RESOLVED");
        assertThat(rows(outcomes.get("sunday-due-second")))
                .containsExactly(
                        "GRID,2024-03-03T10:00:00,2024-03-04T17:30:00,2024-03-04T17:30:00,DEADLINE",
                        "COMMUNITY,2024-03-04T17:30:00,2024-03-07T17:30:00,2024-03-04T17:30:00,RESOLVED");
        assertThat(rows(outcomes.get("make-up-saturday")))
                .containsExactly(
                        "GRID,2024-05-10T18:00:00,2024-05-11T17:30:00,2024-05-11T17:30:00,DEADLINE",
                        "COMMUNITY,2024-05-11T17:30:00,2024-05-15T17:30:00,2024-05-11T17:30:01,RESOLVED");
        assertThat(rows(outcomes.get("make-up-sunday")))
                .containsExactly("GRID,2024-04-03T20:00:00,2024-04-07T17:30:00,2024-04-07T09:00:00,RESOLVED");
        assertThat(rows(outcomes.get("same-second")))
                .containsExactly("GRID,2024-03-06T12:00:00,2024-03-07T17:30:00,2024-03-06T12:00:00,RESOLVED");
        assertThat(rows(outcomes.get("never")))
                .containsExactly(
                        "GRID,2024-03-01T09:00:00,2024-03-04T17:30:00,2024-03-04T17:30:00,DEADLINE",
                        "COMMUNITY,2024-03-04T17:30:00,2024-03-07T17:30:00,2024-03-07T17:30:00,DEADLINE",
                        "STREET,2024-03-07T17:30:00,2024-03-14T17:30:00,2024-03-14T17:30:00,DEADLINE",
                        "JOINT,2024-03-14T17:30:00,2024-04-07T17:30:00,,OPEN");
        assertThat(unitCodes(outcomes.get("friday-evening"))).containsExactly("430102-DISPATCH");
        assertThat(unitCodes(outcomes.get("never")))
                .containsExactly("4301-DISPATCH", "4301-DISPATCH", "4301-DISPATCH", "4301");
        compareWithRule(export, outcomes);
        assertThat(Files.readString(files.resolve("out/summary.md")))
                .contains("| 网格 | 8 | 3 | 5 |", "| 响应率 | 37.5 % |", "| 解决率 | 87.5 % |");
    }

    @Test
    void badRows_areRefusedAndTheOthersPlayed() throws Exception {
        Path export = Files.writeString(files.resolve("export.csv"), """
                留言编号,留言主题,留言时间,留言详情,答复意见,答复时间
                1,路灯不亮,2024/3/4 8:05:00,路灯不亮,已修好,2024/3/4 10:00
                2,先答后问,2024/3/4 8:05:00,先答后问,已修好,2024/3/3 10:00
                3,不是日期,去年春天,不是日期,,
                4,,2024/3/4 8:05:00,没有主题,,
                1,编号重复,2024/3/4 8:05:00,编号重复,,
                ,没有编号,2024/3/4 8:05:00,没有编号,,
                """);

        Result replayed = replay(export, units());

        assertThat(replayed.exit()).as(replayed.printed()).isEqualTo(1);
        assertThat(rows(outcomes().get("1")))
                .containsExactly("GRID,2024-03-04T08:05:00,2024-03-05T17:30:00,2024-03-04T10:00:00,RESOLVED");
        assertThat(outcomes()).containsOnlyKeys("1");
        assertThat(replayed.printed())
                .contains(
                        "第 3 行，答复时间：“答复时间”早于“留言时间”",
                        "第 4 行，留言时间：“留言时间”的值“去年春天”不是日期",
                        "第 5 行，留言主题：“留言主题”不能为空",
                        "第 6 行，留言编号：编号 1 重复",
                        "第 7 行，留言编号：“留言编号”不能为空");
    }

    @Test
    void fileThatIsNotThere_saysSo() throws Exception {
        Result replayed = replay(files.resolve("nothing.csv"), files.resolve("nothing.csv"));

        assertThat(replayed.exit()).isEqualTo(2);
        assertThat(replayed.printed()).contains("无法读取文件");
    }

    @Test
    void answeredMessages_everyLevelIsThatOfTheRule() throws Exception {
        Path export = DATA.resolve("message-board/answered.csv");
        assumeTrue(Files.exists(export), "no real messages at " + export.toAbsolutePath());

        Result replayed = replay(export, DATA.resolve("divisions/a-city.csv"));

        assertThat(replayed.exit()).as(replayed.printed()).isZero();
        // two minutes on two cores; processor time, so that a busy machine does not fail the build
        assertThat(replayed.processorTime()).isLessThan(Duration.ofMinutes(4));
        compareWithRule(export, outcomes());
    }

    private Result replay(Path export, Path units) throws IOException, InterruptedException {
        return CommandProcess.run(
                Map.of(),
                files.resolve("printed.txt"),
                "replay",
                "--units",
                units.toString(),
                "--appeals",
                export.toString(),
                "--urgency",
                "BY_DEADLINE",
                "--start-level",
                "GRID",
                "--out",
                files.resolve("out").toString());
    }

    private Path units() throws IOException {
        return Files.writeString(files.resolve("units.csv"), """
                code,name,level,parent_code
                4301,甲市,CITY,
                430102,东区,DISTRICT,4301
                430102001,文昌街道,STREET,430102
                430102001001,桂花社区居委会,COMMUNITY,430102001
                """);
    }

    private void compareWithRule(Path export, Map<String, List<CSVRecord>> outcomes) throws IOException {
        DeadlineOracle oracle = new DeadlineOracle(CALENDAR);
        List<CSVRecord> messages = read(export);
        assertThat(outcomes).hasSize(messages.size());
        for (CSVRecord message : messages) {
            String replied = message.get("replied_at");
            List<String> expected = oracle
                    .levels(
                            LocalDateTime.parse(message.get("created_at")),
                            replied.isEmpty() ? null : LocalDateTime.parse(replied))
                    .stream()
                    .map(Expected::row)
                    .toList();
            assertThat(rows(outcomes.get(message.get("message_id"))))
                    .as("message %s", message.get("message_id"))
                    .isEqualTo(expected);
        }
    }

    private Map<String, List<CSVRecord>> outcomes() throws IOException {
        return read(files.resolve("out/outcomes.csv")).stream()
                .collect(Collectors.groupingBy(row -> row.get("message_id")));
    }

    private static List<CSVRecord> read(Path csv) throws IOException {
        try (Reader reader = Files.newBufferedReader(csv)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    private static List<String> rows(List<CSVRecord> outcomes) {
        return outcomes.stream()
                .map(row -> String.join(
                        ",",
                        row.get("level"),
                        row.get("entered_at"),
                        row.get("due_at"),
                        row.get("left_at"),
                        row.get("left_by")))
                .toList();
    }

    private static List<String> unitCodes(List<CSVRecord> outcomes) {
        return outcomes.stream().map(row -> row.get("unit_code")).toList();
    }
}
