package org.minqing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.appeal.AppealService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole of a real export, as an operator would send it; see the data folder's README. */
@MinqingTest
class MessageBoardImportTest {

    private static final Logger log = LoggerFactory.getLogger(MessageBoardImportTest.class);
    private static final Path FILE =
            Path.of(System.getProperty("minqing.data", "../shared/data")).resolve("message-board/messages.xlsx");

    @Autowired
    AppealImport imports;

    @Autowired
    AppealService appeals;

    @Autowired
    JdbcClient jdbc;

    @Test
    void realExportIsImportedTwice_everyMessageIsThereOnce() {
        assumeTrue(Files.exists(FILE), "no data at " + FILE);
        String source = "board-" + UUID.randomUUID().toString().substring(0, 8);
        List<Long> progress = new ArrayList<>();

        long began = System.nanoTime();
        AppealReport first = imports.importFile(FILE, source, (done, all) -> progress.add(done));
        log.info("first import took {} ms", (System.nanoTime() - began) / 1_000_000);
        AppealReport second = imports.importFile(FILE, source, (done, all) -> {});

        assertThat(first.refused()).isEmpty();
        assertThat(first.created()).isEqualTo(2171);
        assertThat(second.created()).isZero();
        assertThat(second.known()).isEqualTo(2171);
        assertThat(progress).isSorted().endsWith(2171L).hasSizeGreaterThan(5);
        assertThat(jdbc.sql("select count(*) from appeal where source = ?")
                        .param(source)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2171);
        assertThat(appeals.bySource(source, "188059").orElseThrow().reportedAt())
                .isEqualTo("2019-11-22T08:54:42Z");
    }
}
