package org.minqing.audit;

import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** The audit's keys from outside the database: the one that is written with, and those that were before it. */
@Component
class AuditKeys {

    private static final int KEY_BYTES = 32;

    private final List<AuditKey> all = new ArrayList<>();

    AuditKeys(Settings settings) {
        all.add(key("minqing.audit.key", settings.key()));
        settings.oldKeys().forEach((name, key) -> {
            if (!key.isBlank()) {
                all.add(key("minqing.audit.old-keys." + name, key));
            }
        });
    }

    AuditKey current() {
        return all.get(0);
    }

    /** The current one first. */
    List<AuditKey> all() {
        return all;
    }

    Optional<AuditKey> marked(String mark) {
        return all.stream().filter(key -> key.mark().equals(mark)).findFirst();
    }

    private static AuditKey key(String name, String base64) {
        byte[] key = Base64.getDecoder().decode(base64.strip());
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(name + " must be 32 bytes in Base64");
        }
        return new AuditKey(key);
    }

    /**
     * @param key 32 bytes in Base64
     * @param oldKeys those that were before, by any name; needed to verify what they were used for
     * @param checkpoints folder outside the database for the chain's checkpoints
     * @param keep how long entries beside the timeline are kept
     */
    @ConfigurationProperties("minqing.audit")
    record Settings(
            String key,
            @DefaultValue Map<String, String> oldKeys,
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
