package org.minqing.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedSet;
import javax.crypto.Mac;

/**
 * A link of the chain: it covers the entries of one kind with {@code fromId < id <= toId} without the missing ones, and
 * those that came late.
 *
 * @param missing ids that no committed entry had yet: rolled back, or on their way
 * @param late ids that were missing from earlier seals
 * @param digest over ids and proofs of the entries, in the order of their ids
 * @param key mark of the key that the hash is made with; null: from before keys had marks
 * @param hash keyed, over everything here and the hash before
 */
@SuppressWarnings("ArrayRecordComponent")
record Seal(
        long seq,
        EntryKind kind,
        long fromId,
        long toId,
        SortedSet<Long> missing,
        SortedSet<Long> late,
        int entries,
        Instant sealedAt,
        byte[] digest,
        String key,
        byte[] hash) {

    /** What the first link follows. */
    static final byte[] NOTHING = new byte[32];

    Seal hashed(AuditKey with, byte[] before) {
        Seal named = new Seal(seq, kind, fromId, toId, missing, late, entries, sealedAt, digest, with.mark(), null);
        byte[] hash = named.computeHash(with, before);
        return new Seal(seq, kind, fromId, toId, missing, late, entries, sealedAt, digest, with.mark(), hash);
    }

    byte[] computeHash(AuditKey with, byte[] before) {
        Mac mac = with.seal();
        if (key != null) {
            mac.update(key.getBytes(StandardCharsets.US_ASCII));
        }
        mac.update(before);
        mac.update(ByteBuffer.allocate(4 * Long.BYTES + Integer.BYTES)
                .putLong(seq)
                .putLong(fromId)
                .putLong(toId)
                .putLong(sealedAt.toEpochMilli())
                .putInt(entries)
                .flip());
        mac.update(
                "%s/%s/%s/".formatted(kind, Ids.write(missing), Ids.write(late)).getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal(digest);
    }
}
