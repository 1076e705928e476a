package org.minqing.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Period;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** The audit key from outside the database ({@code minqing.audit.key}), and one key for each use derived from it. */
@Component
class AuditKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec entry;
    private final SecretKeySpec note;
    private final SecretKeySpec seal;
    private final SecretKeySpec checkpoint;
    private final SecretKeySpec person;

    AuditKeys(Settings settings) {
        byte[] key = Base64.getDecoder().decode(settings.key());
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("minqing.audit.key must be 32 bytes in Base64");
        }
        SecretKeySpec root = new SecretKeySpec(key, ALGORITHM);
        entry = derived(root, "entry");
        note = derived(root, "note");
        seal = derived(root, "seal");
        checkpoint = derived(root, "checkpoint");
        person = derived(root, "person");
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

    /**
     * @param key 32 bytes in Base64; it may not change while its entries are kept
     * @param checkpoints folder outside the database for the chain's checkpoints
     * @param keep how long entries beside the timeline are kept
     */
    @ConfigurationProperties("minqing.audit")
    record Settings(
            String key,
            @DefaultValue("./audit") Path checkpoints,
            @DefaultValue("P3Y") Period keep) {

        /** The law's: six months. */
        static final Period SHORTEST = Period.ofMonths(6);

        Settings {
            if (keep.toTotalMonths() < SHORTEST.toTotalMonths()) {
                throw new IllegalStateException("minqing.audit.keep must be at least six months (P6M): " + keep);
            }
        }
    }
}
