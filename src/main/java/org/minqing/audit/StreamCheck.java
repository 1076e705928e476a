package org.minqing.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes once through the entries of one kind, and holds them against their proofs and their seals. */
final class StreamCheck {

    private final EntryKind kind;
    private final List<Seal> seals;
    private final List<Checkpoints.Committed> mustBeThere;
    private final AuditVerifier.Exemptions exempt;
    private final KeyTimes times;
    private final EntryProof proof;
    private final Instant now;
    private final AuditReport.Builder report;
    /** Which seal took an id in late. */
    private final Map<Long, Integer> late = new HashMap<>();

    private final Map<Integer, Running> running = new HashMap<>();
    private long[] nonces = new long[1024];
    private int nonceCount;
    /** The seal into whose range the current id may fall. */
    private int at;

    StreamCheck(
            EntryKind kind,
            List<Seal> seals,
            List<Checkpoints.Committed> mustBeThere,
            AuditVerifier.Exemptions exempt,
            KeyTimes times,
            EntryProof proof,
            Instant now,
            AuditReport.Builder report) {
        this.kind = kind;
        this.seals = seals;
        this.mustBeThere = mustBeThere;
        this.exempt = exempt;
        this.times = times;
        this.proof = proof;
        this.now = now;
        this.report = report;
    }

    /** @param start of a chain without a seal yet */
    void run(EntryRows rows, long start) {
        for (int i = 0; i < seals.size(); i++) {
            for (Long id : seals.get(i).late()) {
                late.put(id, i);
            }
        }
        long first = seals.isEmpty() ? start : seals.get(0).fromId();
        rows.read(kind, "id > " + first, this::check);
        while (at < seals.size()) {
            close(at++);
        }
        Arrays.sort(nonces, 0, nonceCount);
        for (int i = 1; i < nonceCount; i++) {
            if (nonces[i] == nonces[i - 1]) {
                report.found("%s 中有一条记录是另一条的复制", kind.table());
            }
        }
        mustBeThere.forEach(this::findAll);
    }

    /** Also what was deleted before a seal could name it. */
    private void findAll(Checkpoints.Committed line) {
        EntryNumbers.Statement said = line.statement();
        for (long number = said.from() + 1; number <= said.through(); number++) {
            if (!said.without().contains(number)
                    && Arrays.binarySearch(nonces, 0, nonceCount, EntryNumbers.nonce(said.run(), kind, number)) < 0) {
                report.found("%s 缺少一条已提交的记录（检查点 %s，第 %d 条）", kind.table(), line.where(), number);
            }
        }
    }

    private void check(EntryRows.Row row) {
        EntryProof.Checked checked = proof.check(kind, row.values(), row.note(), row.mac());
        prove(row, checked.verdict());
        while (at < seals.size() && seals.get(at).toId() < row.id()) {
            close(at++);
        }
        Integer seal = late.get(row.id());
        if (seal == null && at < seals.size() && !seals.get(at).missing().contains(row.id())) {
            seal = at;
        }
        boolean sealed = seal != null && seal >= at;
        if (times.isOver(checked.key(), sealed ? seals.get(seal).sealedAt() : now)) {
            report.found("%s 第 %d 号用已停用的密钥写成", kind.table(), row.id());
        }
        if (!sealed) {
            report.notSealedYet();
        } else {
            report.entry();
            running.computeIfAbsent(seal, any -> new Running()).add(row);
        }
    }

    private void prove(EntryRows.Row row, EntryProof.Verdict verdict) {
        switch (verdict) {
            case FALSE -> report.found("%s 第 %d 号被改动，或不是本系统所写", kind.table(), row.id());
            case NOTE_ERASED -> {
                if (!exempt.isErased(row)) {
                    report.found("%s 第 %d 号的文字被删去", kind.table(), row.id());
                }
            }
            case TRUE -> {
                // as it was written
            }
        }
        if (row.mac() != null && row.mac().length >= EntryProof.NONCE) {
            if (nonceCount == nonces.length) {
                nonces = Arrays.copyOf(nonces, 2 * nonceCount);
            }
            nonces[nonceCount++] = ByteBuffer.wrap(row.mac()).getLong();
        }
    }

    /** No later id can belong to this seal: what it took in late is older than its range. */
    private void close(int index) {
        Seal seal = seals.get(index);
        Running found = running.remove(index);
        int entries = found == null ? 0 : found.entries;
        byte[] digest = (found == null ? AuditSealer.digest() : found.digest).digest();
        if (exempt.isPurged(seal)) {
            return;
        }
        if (entries != seal.entries() || !MessageDigest.isEqual(digest, seal.digest())) {
            report.found(
                    "封印 %d：%s 第 %d 至 %d 号应有 %d 条，现有 %d 条，内容或次序不符",
                    seal.seq(), kind.table(), seal.fromId() + 1, seal.toId(), seal.entries(), entries);
        }
    }

    private static final class Running {

        private final MessageDigest digest = AuditSealer.digest();
        private int entries;

        private void add(EntryRows.Row row) {
            AuditSealer.add(digest, row.id(), row.mac());
            entries++;
        }
    }
}
