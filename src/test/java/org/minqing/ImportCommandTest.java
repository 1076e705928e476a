package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.minqing.CommandProcess.Result;

/** {@code import} on a database of its own, in a process of its own. */
class ImportCommandTest {

    @TempDir
    Path files;

    @Test
    void fourFilesThenBadRows_eachRowIsAccountedFor() throws Exception {
        Path units = file("units.csv", """
                code,name,level,parent_code
                4301,甲市,CITY,
                430102,东区,DISTRICT,4301
                430102001,文昌街道,STREET,430102
                """);
        Path officers = file("officers.csv", """
                id,name,unit_code,roles,email,first_responsible
                street-9,赵一,430102001,STREET_STAFF,street-9@example.org,true
                """);
        Path calendar = file("calendar.csv", "date,kind,name\n2031-01-01,HOLIDAY,元旦\n");
        Path appeals = file("appeals.csv", "留言编号,留言主题,留言时间,留言详情\n1,路灯不亮,2024/3/4 8:05:00,文昌街道路灯不亮\n");

        Result first = run(
                "--appeals",
                appeals.toString(),
                "--units",
                units.toString(),
                "--officers",
                officers.toString(),
                "--calendar",
                calendar.toString());

        assertThat(first.exit()).as(first.printed()).isZero();
        assertThat(first.printed()).contains("单位：新增 3，", "人员：新增 1，", "日历：新增 1，", "诉求：新建 1，已有 0，拒绝 0");
        Path passwords = files.resolve("officers.first-passwords.csv");
        assertThat(Files.readAllLines(passwords)).hasSize(2).last().asString().startsWith("street-9,");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");
        String password = Files.readAllLines(passwords).get(1).split(",")[1];
        assertThat(first.printed()).doesNotContain(password);

        Path badUnits = file("bad-units.csv", "code,name,level,parent_code\n430102002,桃花街道,STREET,999\n");
        Path twice = file(
                "appeals-2.csv", "留言编号,留言主题,留言时间,留言详情\n1,路灯不亮,2024/3/4 8:05:00,文昌街道路灯不亮\n2,,2024/3/4 8:05:00,没有主题\n");

        Result second = run("--units", badUnits.toString(), "--appeals", twice.toString());

        assertThat(second.exit()).as(second.printed()).isEqualTo(1);
        assertThat(second.printed()).contains("单位：新增 0，", "第 2 行，parent_code", "诉求：新建 0，已有 1，拒绝 1", "第 3 行，留言主题");
    }

    @Test
    void noFile_saysWhatIsMissing() throws Exception {
        assertThat(run().exit()).isEqualTo(2);
        Result unreadable = run("--units", files.resolve("nothing.csv").toString());
        assertThat(unreadable.exit()).isEqualTo(2);
        assertThat(unreadable.printed()).contains("无法读取文件");
    }

    @Test
    void databaseInUse_saysSoInOneLine() throws Exception {
        Path units = file("units.csv", "code,name,level,parent_code\n4301,甲市,CITY,\n");
        try (Connection other = DriverManager.getConnection("jdbc:h2:file:" + files.resolve("database"), "sa", "")) {
            Result locked = run("--units", units.toString());

            assertThat(other.isClosed()).isFalse();
            assertThat(locked.exit()).isEqualTo(2);
            assertThat(locked.printed().lines().filter(line -> !line.startsWith("Picked up")))
                    .singleElement()
                    .asString()
                    .contains("应用无法启动", "database");
        }
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(files.resolve(name), content);
    }

    private Result run(String... options) throws Exception {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "import";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandProcess.run(
                Map.of(
                        "SPRING_PROFILES_ACTIVE", "demo",
                        "SPRING_DATASOURCE_URL", "jdbc:h2:file:" + files.resolve("database"),
                        "SPRING_DATASOURCE_USERNAME", "sa"),
                files.resolve("printed.txt"),
                arguments);
    }
}
