package org.minqing.audit;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minqing.audit.Checkpoints.Checkpoint;
import org.minqing.audit.Checkpoints.Committed;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks whether the entries are what the application wrote: each by its own proof, all together by the chain, and the
 * chain by the checkpoints outside the database. Needs the audit key; may run while the application does.
 */
@Component
public class AuditVerifier {

    private final SealRepository seals;
    private final EntryRows rows;
    private final EntryProof proof;
    private final AuditKeys keys;
    private final Checkpoints checkpoints;
    private final Clock clock;

    AuditVerifier(
            SealRepository seals,
            EntryRows rows,
            EntryProof proof,
            AuditKeys keys,
            Checkpoints checkpoints,
            Clock clock) {
        this.seals = seals;
        this.rows = rows;
        this.proof = proof;
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public AuditReport verify() {
        AuditReport.Builder report = new AuditReport.Builder();
        // first of all: what is sealed from now on is no part of it
        List<Checkpoint> said = checkpoints.all();
        List<Committed> committed = checkpoints.committed();
        Map<EntryKind, List<Seal>> byKind = new EnumMap<>(EntryKind.class);
        for (EntryKind kind : EntryKind.values()) {
            byKind.put(kind, new ArrayList<>());
        }
        KeyTimes times = new KeyTimes();
        Map<Long, String> hashes = chain(byKind, times, report);
        checkpoints(said, hashes, report);
        statements(committed, report);
        Exemptions exempt = exemptions(byKind.get(EntryKind.OTHER));
        byKind.forEach((kind, ofKind) -> {
            List<Committed> mustBeThere = committed.stream()
                    .filter(line ->
                            line.statement() != null && line.statement().kind() == kind && !exempt.isPurged(line))
                    .toList();
            new StreamCheck(kind, ofKind, mustBeThere, exempt, times, proof, clock.instant(), report)
                    .run(rows, seals.start(kind));
        });
        return report.report();
    }

    /** @return the hashes by number */
    private Map<Long, String> chain(Map<EntryKind, List<Seal>> byKind, KeyTimes times, AuditReport.Builder report) {
        Map<Long, String> hashes = new HashMap<>();
        byte[][] before = {Seal.NOTHING};
        long[] expected = {1};
        try {
            seals.seals(seal -> {
                report.seal();
                if (seal.seq() != expected[0]) {
                    report.found("封印 %d 之前缺少或多出封印（应为 %d）", seal.seq(), expected[0]);
                }
                key(seal, before[0], report).ifPresent(key -> {
                    times.sealed(key, seal.sealedAt());
                    if (times.isOver(key, seal.sealedAt())) {
                        report.found("封印 %d 用已停用的密钥写成", seal.seq());
                    }
                });
                List<Seal> ofKind = byKind.get(seal.kind());
                if (!ofKind.isEmpty() && ofKind.get(ofKind.size() - 1).toId() != seal.fromId()) {
                    report.found("封印 %d 与同类的前一个不相接", seal.seq());
                }
                ofKind.add(seal);
                hashes.put(seal.seq(), HexFormat.of().formatHex(seal.hash()));
                before[0] = seal.hash();
                expected[0] = seal.seq() + 1;
            });
        } catch (IllegalArgumentException | NullPointerException forged) {
            report.found("封印 %d 之后有一个无法读取：%s", expected[0] - 1, forged.getMessage());
        }
        return hashes;
    }

    /** @return the mark of the one that the seal was made with */
    private Optional<String> key(Seal seal, byte[] before, AuditReport.Builder report) {
        if (seal.key() != null && keys.marked(seal.key()).isEmpty()) {
            report.found("封印 %d 所用的密钥（%s）没有提供，或封印被改动", seal.seq(), seal.key());
            return Optional.empty();
        }
        Optional<String> made = keys.all().stream()
                .filter(key -> seal.key() == null || seal.key().equals(key.mark()))
                .filter(key -> MessageDigest.isEqual(seal.hash(), seal.computeHash(key, before)))
                .map(AuditKey::mark)
                .findFirst();
        if (made.isEmpty()) {
            report.found("封印 %d 被改动，或前一个封印不符", seal.seq());
        }
        return made;
    }

    /** Each process's lines follow one another. */
    private static void statements(List<Committed> committed, AuditReport.Builder report) {
        Map<Long, Long> through = new HashMap<>();
        for (Committed line : committed) {
            if (line.statement() == null) {
                report.found("检查点 %s 不是本系统所写", line.where());
                continue;
            }
            EntryNumbers.Statement said = line.statement();
            Long before = through.put(EntryNumbers.nonce(said.run(), said.kind(), 0), said.through());
            if (said.from() != (before == null ? 0 : before)) {
                report.found("检查点 %s 之前缺少一行", line.where());
            }
        }
    }

    private static void checkpoints(List<Checkpoint> said, Map<Long, String> hashes, AuditReport.Builder report) {
        if (said.isEmpty() && !hashes.isEmpty()) {
            report.found("没有检查点文件，无法确认末尾是否完整");
        }
        for (Checkpoint checkpoint : said) {
            if (checkpoint.seq() == null) {
                report.found("检查点 %s 不是本系统所写", checkpoint.where());
            } else if (!hashes.containsKey(checkpoint.seq())) {
                report.found("检查点 %s 证明有封印 %d，数据库中却没有：末尾被截去", checkpoint.where(), checkpoint.seq());
            } else if (!hashes.get(checkpoint.seq()).equals(checkpoint.hash())) {
                report.found("封印 %d 与检查点 %s 不符", checkpoint.seq(), checkpoint.where());
            }
        }
    }

    /** What the application itself has taken away, by its own genuine entries. */
    private Exemptions exemptions(List<Seal> others) {
        Exemptions exempt = new Exemptions(clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minus(AuditKeys.Settings.SHORTEST)
                .toInstant());
        rows.read(
                EntryKind.OTHER,
                "action in ('%s', '%s')".formatted(AuditRetention.PURGED, AuditService.ERASED),
                row -> {
                    if (proof.check(EntryKind.OTHER, row.values(), row.note(), row.mac())
                                    .verdict()
                            != EntryProof.Verdict.FALSE) {
                        exempt.add(row);
                    }
                });
        others.stream().filter(exempt::isPurged).forEach(seal -> exempt.purgedUntil = seal.sealedAt());
        return exempt;
    }

    /** Cases whose words were erased, and seals whose entries' time was over. */
    static final class Exemptions {

        private final Instant oldEnough;
        private final Set<String> erasedAppeals = new HashSet<>();
        private long purgedThrough;
        private Instant purgedUntil = Instant.MIN;

        Exemptions(Instant oldEnough) {
            this.oldEnough = oldEnough;
        }

        private void add(EntryRows.Row row) {
            if (AuditRetention.PURGED.equals(row.value("action"))) {
                purgedThrough = Math.max(purgedThrough, Long.parseLong(row.value("subject")));
            } else {
                erasedAppeals.add(row.value("appeal_id"));
            }
        }

        boolean isErased(EntryRows.Row row) {
            return erasedAppeals.contains(row.value("appeal_id"));
        }

        boolean isPurged(Seal seal) {
            return seal.kind() == EntryKind.OTHER
                    && seal.seq() <= purgedThrough
                    && seal.sealedAt().isBefore(oldEnough);
        }

        /** What a process has said of them says it within the second; a minute is plenty. */
        boolean isPurged(Committed line) {
            return line.statement().kind() == EntryKind.OTHER
                    && line.at().isBefore(oldEnough)
                    && line.at().minusSeconds(60).isBefore(purgedUntil);
        }
    }
}
