package org.minqing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.minqing.MinqingTest;
import org.minqing.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of a file are taken in twenty at a time. */
@MinqingTest
@ExtendWith(OutputCaptureExtension.class)
class ImportTogetherTest {

    private static final String ALONE = "taken in one by one";

    @Autowired
    AppealImport imports;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private final String source = "together-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void fortyGoodRows_areTwoTransactions(CapturedOutput output) throws IOException {
        AppealReport report = imports.importFile(file(40), source, (done, all) -> {});
        assertThat(report.created()).isEqualTo(40);
        assertThat(output).doesNotContain(ALONE);
        if (TestDatabase.isPostgres()) {
            assertThat(jdbc.sql("select count(distinct xmin::text) from appeal where source = ?")
                            .param(source)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    private Path file(int rows) throws IOException {
        return Files.writeString(
                folder.resolve("appeals.csv"),
                IntStream.range(0, rows)
                        .mapToObj(i -> "%d,路灯不亮,2026/3/2 10:00:00,\"听涛社区路灯不亮，编号%d\"".formatted(i, i))
                        .collect(Collectors.joining("\n", "留言编号,留言主题,留言时间,留言详情\n", "\n")));
    }
}
