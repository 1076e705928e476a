package org.minqing.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key of the audit, and one for each use derived from it. */
final class AuditKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MARK_BYTES = 4;

    private final String mark;
    private final SecretKeySpec entry;
    private final SecretKeySpec note;
    private final SecretKeySpec seal;
    private final SecretKeySpec checkpoint;
    private final SecretKeySpec person;

    AuditKey(byte[] key) {
        SecretKeySpec root = new SecretKeySpec(key, ALGORITHM);
        mark = HexFormat.of().formatHex(derived(root, "mark").getEncoded(), 0, MARK_BYTES);
        entry = derived(root, "entry");
        note = derived(root, "note");
        seal = derived(root, "seal");
        checkpoint = derived(root, "checkpoint");
        person = derived(root, "person");
    }

    /** Eight hexadecimal digits that name the key and give nothing of it away. */
    String mark() {
        return mark;
    }

    Mac entry() {
        return mac(entry);
    }

    Mac note() {
        return mac(note);
    }

    Mac seal() {
        return mac(seal);
    }

    Mac checkpoint() {
        return mac(checkpoint);
    }

    Mac person() {
        return mac(person);
    }

    private static SecretKeySpec derived(SecretKeySpec root, String use) {
        return new SecretKeySpec(mac(root).doFinal(use.getBytes(StandardCharsets.US_ASCII)), ALGORITHM);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
