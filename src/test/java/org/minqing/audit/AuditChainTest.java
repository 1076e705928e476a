package org.minqing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit chain against somebody who rules the database but not the key. */
@Tag("database")
class AuditChainTest {

    @TempDir
    Path checkpoints;

    private AuditChain chain;

    @BeforeEach
    void aChainIsWritten() {
        chain = new AuditChain(checkpoints);
    }

    @Test
    void nothingWasTouched_isWhole() {
        write();
        AuditReport report = chain.verifier.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(chain.count("timeline_entry") + chain.count("audit_entry"));
        assertThat(report.unsealed()).isZero();
    }

    @Test
    void aThousandManipulationsByASuperuser_allAreFound() {
        write();
        Manipulations manipulations = new Manipulations(chain, 20260302);
        for (int i = 0; i < 1000; i++) {
            manipulations.tryOne();
        }
        assertThat(manipulations.missed()).isEmpty();
        assertThat(manipulations.done()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(chain.verifier.verify().findings()).as("all were taken back").isEmpty();
    }

    @Test
    void tailCutAndChainedAnew_contradictsTheCheckpoints() {
        write();
        chain.jdbc.update(
                "delete from timeline_entry where id > (select max(from_id) from audit_seal where stream = 'TIMELINE')");
        chain.jdbc.update("delete from audit_seal where seq = (select max(seq) from audit_seal)");
        chain.jdbc.update("delete from audit_seal where seq = (select max(seq) from audit_seal)");
        chain.timeline(3);
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings()).isNotEmpty();
    }

    @Test
    void entryWithoutProof_isFoundBeforeAndAfterSealing() {
        write();
        chain.jdbc.update("insert into timeline_entry (appeal_id, happened_at, actor, kind)"
                + " values (1, current_timestamp, 'grid-1', 'CLOSED')");
        assertThat(chain.verifier.verify().findings()).hasSize(1);
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings()).hasSize(1);
    }

    @Test
    void entryOfALongTransaction_isSealedWhenItComes() {
        chain.timeline(10);
        Map<String, Object> row = chain.jdbc.queryForMap("select * from timeline_entry where id = 4");
        chain.jdbc.update("delete from timeline_entry where id = 4");
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings()).isEmpty();
        chain.insert("timeline_entry", row);
        assertThat(chain.verifier.verify().unsealed()).isEqualTo(1);
        chain.sealer.run();
        AuditReport report = chain.verifier.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.unsealed()).isZero();
        chain.jdbc.update("delete from timeline_entry where id = 4");
        assertThat(chain.verifier.verify().findings()).hasSize(1);
    }

    @Test
    void erasedWords_breakNothing_butOnlyWhereTheApplicationErased() {
        write();
        chain.jdbc.update("update timeline_entry set note = null");
        assertThat(chain.verifier.verify().findings()).isNotEmpty();
        chain.service.record(
                AuditEntry.of(AuditService.ERASED, "4201-20260302-00001").about(1));
        assertThat(chain.verifier.verify().findings()).isEmpty();
    }

    @Test
    void sixMonthsLater_oldEntriesGoAndTheChainStays() {
        write();
        long before = chain.count("audit_entry");
        chain.now = chain.now.plus(Duration.ofDays(170));
        chain.retention.run();
        assertThat(chain.count("audit_entry")).isEqualTo(before);
        chain.others(3);
        chain.sealer.run();
        chain.now = chain.now.plus(Duration.ofDays(20));
        chain.retention.run();
        chain.sealer.run();
        assertThat(chain.count("audit_entry"))
                .as("three newer ones, and what says that the rest went")
                .isEqualTo(4);
        assertThat(chain.verifier.verify().findings()).isEmpty();
        chain.jdbc.update("delete from audit_entry where action <> 'PURGED'");
        assertThat(chain.verifier.verify().findings()).isNotEmpty();
    }

    @Test
    void checkpointsTouched_isFound() throws IOException {
        write();
        try (Stream<Path> files = Files.list(checkpoints)) {
            Path file = files.filter(path -> path.toString().endsWith(".checkpoints"))
                    .findFirst()
                    .orElseThrow();
            List<String> lines = Files.readAllLines(file);
            lines.set(0, lines.get(0).replaceFirst("[0-9]", "9"));
            Files.write(file, lines);
            assertThat(chain.verifier.verify().findings()).isNotEmpty();
            Files.delete(file);
        }
        assertThat(chain.verifier.verify().findings()).isNotEmpty();
    }

    @Test
    void entriesDeletedBeforeTheyAreSealed_areFound() {
        write();
        committed(() -> chain.others(3));
        committed(() -> chain.timeline(5));
        assertThatThrownBy(() -> committed(() -> {
                    chain.timeline(4);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        committed(() -> chain.timeline(2));
        chain.statements.write();
        assertThat(chain.verifier.verify().findings()).as("before the seal").isEmpty();
        chain.jdbc.update("delete from audit_entry where id = (select max(id) from audit_entry)");
        assertThat(chain.verifier.verify().findings()).hasSize(1);
        chain.jdbc.update(
                "delete from timeline_entry where id > (select max(to_id) from audit_seal where stream = 'TIMELINE')");
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings())
                .as("3 - 1 left of three, none of seven")
                .hasSize(8);
    }

    @Test
    void statementOfAProcessIsTouched_isFound() throws IOException {
        committed(() -> chain.timeline(2));
        chain.statements.write();
        committed(() -> chain.timeline(2));
        chain.statements.write();
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings()).isEmpty();
        Path file;
        try (Stream<Path> files = Files.list(checkpoints)) {
            file = files.filter(path -> path.toString().endsWith(".entries"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(1, 2));
        assertThat(chain.verifier.verify().findings()).hasSize(1);
        Files.write(file, List.of(lines.get(0), lines.get(1).replaceFirst(",4,", ",3,")));
        assertThat(chain.verifier.verify().findings()).hasSize(1);
    }

    @Test
    void keyIsChanged_oldEntriesAreVerifiedWithItAndNewOnesAreNot() {
        committed(() -> chain.others(4));
        write();
        String newKey = Base64.getEncoder().encodeToString("the next audit key of 32 bytes!!".getBytes());
        String digest = chain.service.digest("13912345678");

        chain.start(newKey, Map.of("first", TestAudit.KEY));
        chain.timeline(3);
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings()).isEmpty();
        assertThat(chain.service.digests("13912345678")).hasSize(2).contains(digest);
        assertThat(chain.service.digest("13912345678")).isNotEqualTo(digest);

        chain.start(newKey, Map.of());
        assertThat(chain.verifier.verify().findings()).as("without the old key").isNotEmpty();

        chain.now = chain.now.plus(Duration.ofHours(2));
        chain.start(TestAudit.KEY, Map.of("next", newKey));
        chain.others(2);
        assertThat(chain.verifier.verify().findings())
                .as("entries by a key that is over")
                .hasSize(2);
        chain.sealer.run();
        assertThat(chain.verifier.verify().findings()).as("and a seal").hasSize(3);
    }

    @Test
    void aHundredThousandEntries_areVerifiedWithinTenSeconds() {
        chain.timeline(100_000);
        chain.sealer.run();
        long before = System.nanoTime();
        AuditReport report = chain.verifier.verify();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(100_000);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private void committed(Runnable work) {
        new TransactionTemplate(chain.transactions).executeWithoutResult(status -> work.run());
    }

    private void write() {
        for (int i = 0; i < 5; i++) {
            chain.timeline(7);
            chain.others(4);
            chain.sealer.run();
            chain.now = chain.now.plusSeconds(60);
        }
        chain.timeline(6);
        chain.sealer.run();
    }
}
