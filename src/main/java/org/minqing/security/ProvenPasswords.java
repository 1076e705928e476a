package org.minqing.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a few minutes which passwords were right, since a hash that resists guessing costs too much for every
 * call. What is kept is a keyed digest over name, password and the stored hash: a changed password is another entry at
 * once, and a dump of the memory gives no password away without the key of this run.
 */
final class ProvenPasswords {

    private static final int MOST_REMEMBERED = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long KEPT = Duration.ofMinutes(5).toNanos();

    private final Map<String, Long> provenAt = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    ProvenPasswords() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    String digest(String userId, String password, String storedHash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String text = userId + '\0' + storedHash + '\0' + password;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean contains(String digest) {
        Long when = provenAt.get(digest);
        return when != null && System.nanoTime() - when < KEPT;
    }

    void add(String digest) {
        if (provenAt.size() >= MOST_REMEMBERED) {
            provenAt.clear();
        }
        provenAt.put(digest, System.nanoTime());
    }
}
