package org.minqing.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.springframework.stereotype.Component;

/**
 * Proves that the application wrote an entry: a nonce (8 bytes), a keyed digest of the values (16) and, where there is a
 * note, a keyed digest of the note (16), which stays when the note is erased. The nonce is unique, so that a
 * copied row shows, and a number ({@link EntryNumbers}), so that a deleted one does.
 */
@Component
public class EntryProof {

    static final int NONCE = 8;
    private static final int DIGEST = 16;
    private static final byte[] NULL = {0};

    private static final ThreadLocal<Long> WRITTEN = ThreadLocal.withInitial(() -> 0L);

    private final AuditKeys keys;
    private final EntryNumbers numbers;

    EntryProof(AuditKeys keys, EntryNumbers numbers) {
        this.keys = keys;
        this.numbers = numbers;
    }

    /**
     * The proof of an entry that is just being written.
     *
     * @param values in the order of {@link EntryKind}'s columns; texts, whole numbers, times in whole milliseconds, nulls
     * @param note a person's words, or null
     */
    public byte[] of(EntryKind kind, List<?> values, String note) {
        WRITTEN.set(WRITTEN.get() + 1);
        byte[] nonce = ByteBuffer.allocate(NONCE).putLong(numbers.next(kind)).array();
        AuditKey key = keys.current();
        return proof(key, kind, values, nonce, note == null ? null : noteDigest(key, nonce, note));
    }

    /** How many entries this thread has written so far; who counts before and after knows whether there was one. */
    public static long written() {
        return WRITTEN.get();
    }

    /** What a row's proof says about the row. */
    Checked check(EntryKind kind, List<?> values, String note, byte[] proof) {
        if (proof == null || proof.length != NONCE + DIGEST && proof.length != NONCE + DIGEST + DIGEST) {
            return Checked.FALSE;
        }
        byte[] nonce = Arrays.copyOf(proof, NONCE);
        byte[] kept = proof.length == NONCE + DIGEST ? null : Arrays.copyOfRange(proof, NONCE + DIGEST, proof.length);
        for (AuditKey key : keys.all()) {
            if (MessageDigest.isEqual(proof, proof(key, kind, values, nonce, kept))) {
                return new Checked(verdict(key, nonce, kept, note), key.mark());
            }
        }
        return Checked.FALSE;
    }

    private static Verdict verdict(AuditKey key, byte[] nonce, byte[] kept, String note) {
        if (note == null) {
            return kept == null ? Verdict.TRUE : Verdict.NOTE_ERASED;
        }
        return kept != null && MessageDigest.isEqual(kept, noteDigest(key, nonce, note)) ? Verdict.TRUE : Verdict.FALSE;
    }

    /** @param key mark of the one that the proof was made with; null for what is no proof */
    record Checked(Verdict verdict, String key) {

        private static final Checked FALSE = new Checked(Verdict.FALSE, null);
    }

    /** {@code NOTE_ERASED}: the rest is as it was written. */
    enum Verdict {
        TRUE,
        FALSE,
        NOTE_ERASED
    }

    private static byte[] proof(AuditKey key, EntryKind kind, List<?> values, byte[] nonce, byte[] noteDigest) {
        Mac mac = key.entry();
        mac.update(nonce);
        add(mac, kind.name());
        values.forEach(value -> add(mac, value));
        mac.update(noteDigest == null ? NULL : noteDigest);
        ByteBuffer proof = ByteBuffer.allocate(NONCE + DIGEST + (noteDigest == null ? 0 : DIGEST))
                .put(nonce)
                .put(mac.doFinal(), 0, DIGEST);
        return (noteDigest == null ? proof : proof.put(noteDigest)).array();
    }

    private static byte[] noteDigest(AuditKey key, byte[] nonce, String note) {
        Mac mac = key.note();
        mac.update(nonce);
        return Arrays.copyOf(mac.doFinal(note.getBytes(StandardCharsets.UTF_8)), DIGEST);
    }

    /** Each value with its length, so that nothing can move from one to the next. */
    private static void add(Mac mac, Object value) {
        if (value == null) {
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
            return;
        }
        byte[] bytes = (value instanceof OffsetDateTime time
                        ? String.valueOf(time.toInstant().toEpochMilli())
                        : value.toString())
                .getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
