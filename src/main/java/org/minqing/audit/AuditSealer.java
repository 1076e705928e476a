package org.minqing.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.minqing.audit.SealRepository.Proof;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains what has been committed, shortly after: business transactions never wait for each other here. One node at a
 * time does it, in batches; the order is that of the ids, and an id that is not there yet is remembered and sealed when
 * it comes.
 */
@Component
class AuditSealer {

    private static final int BATCH = 2000;
    /** No transaction lasts so long; an id that has not come by then was rolled back. */
    private static final Duration COMING = Duration.ofHours(1);

    private final SealRepository seals;
    private final AuditKeys keys;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final TransactionTemplate transaction;

    /** What was missing when the chain ended with {@code knownSeq}, and since when; read anew after another node's turn. */
    private Map<EntryKind, Map<Long, Instant>> coming = Map.of();

    private long knownSeq = -1;

    AuditSealer(
            SealRepository seals,
            AuditKeys keys,
            Checkpoints checkpoints,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.seals = seals;
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Seals all that is committed, and writes a checkpoint after each batch. */
    synchronized void run() {
        boolean more = true;
        while (more) {
            List<Seal> sealed = transaction.execute(status -> seals.lockChain() ? sealBatch() : List.of());
            if (!sealed.isEmpty()) {
                sealed.forEach(this::remember);
                checkpoints.write(sealed.get(sealed.size() - 1));
            }
            more = sealed.stream().anyMatch(seal -> seal.entries() >= BATCH);
        }
    }

    private List<Seal> sealBatch() {
        List<Seal> sealed = new ArrayList<>();
        Optional<Seal> last = seals.last();
        long seq = last.map(Seal::seq).orElse(0L);
        byte[] before = last.map(Seal::hash).orElse(Seal.NOTHING);
        if (seq != knownSeq) {
            read(seq);
        }
        for (EntryKind kind : EntryKind.values()) {
            Optional<Seal> next = next(kind, seq + 1);
            if (next.isPresent()) {
                Seal seal = next.get().hashed(keys.current(), before);
                seals.insert(seal);
                sealed.add(seal);
                seq = seal.seq();
                before = seal.hash();
            }
        }
        return sealed;
    }

    private Optional<Seal> next(EntryKind kind, long seq) {
        long from = seals.last(kind).map(Seal::toId).orElseGet(() -> seals.start(kind));
        List<Proof> late = seals.among(kind, stillComing(kind));
        List<Proof> fresh = seals.after(kind, from, BATCH);
        if (late.isEmpty() && fresh.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<Long> missing = new TreeSet<>();
        long to = from;
        for (Proof proof : fresh) {
            for (long id = Math.max(to + 1, proof.id() - Ids.MOST); id < proof.id(); id++) {
                missing.add(id);
            }
            to = proof.id();
        }
        SortedSet<Long> lateIds = new TreeSet<>();
        late.forEach(proof -> lateIds.add(proof.id()));
        MessageDigest digest = digest();
        late.forEach(proof -> add(digest, proof.id(), proof.mac()));
        fresh.forEach(proof -> add(digest, proof.id(), proof.mac()));
        return Optional.of(new Seal(
                seq,
                kind,
                from,
                to,
                missing,
                lateIds,
                late.size() + fresh.size(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                digest.digest(),
                null,
                null));
    }

    private Set<Long> stillComing(EntryKind kind) {
        Map<Long, Instant> ids = coming.get(kind);
        Instant given = clock.instant().minus(COMING);
        ids.values().removeIf(since -> since.isBefore(given));
        return ids.keySet();
    }

    private void remember(Seal seal) {
        Map<Long, Instant> ids = coming.get(seal.kind());
        ids.keySet().removeAll(seal.late());
        seal.missing().forEach(id -> ids.put(id, seal.sealedAt()));
        knownSeq = seal.seq();
    }

    private void read(long seq) {
        coming = new EnumMap<>(EntryKind.class);
        // at most one seal of a kind in a second, and some for what is sealed in batches
        long since = seq - 4 * COMING.toSeconds();
        for (EntryKind kind : EntryKind.values()) {
            coming.put(kind, new TreeMap<>());
            seals.withGaps(kind, clock.instant().minus(COMING), since).forEach(this::remember);
        }
        knownSeq = seq;
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void add(MessageDigest digest, long id, byte[] mac) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
        digest.update(mac == null ? new byte[0] : mac);
    }
}
