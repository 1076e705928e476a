package org.minqing.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Period;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * Seals personal data with AES-256-GCM. The keys come from outside the database
 * ({@code minqing.personal-data.keys.<id>}, 32 bytes in Base64); new rows use {@code current-key}, old rows keep theirs,
 * so that a key can be changed while the application runs on. A row's appeal id is authenticated with it: a sealed
 * value that is moved to another row cannot be opened.
 */
@Component
public class PersonalDataCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";
    private static final int DIGEST_BYTES = 16;
    private static final int SHORTEST_NUMBER = 5;

    private final Map<String, SecretKey> keys;
    private final String currentKey;
    private final SecureRandom random = new SecureRandom();

    PersonalDataCipher(Settings settings) {
        this.keys = settings.keys().entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> key(entry.getKey(), entry.getValue())));
        this.currentKey = settings.currentKey();
        if (!keys.containsKey(currentKey)) {
            throw new IllegalStateException("minqing.personal-data.current-key names no key: " + currentKey);
        }
    }

    public Sealed seal(byte[] plain, long appealId) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] secret = run(Cipher.ENCRYPT_MODE, currentKey, nonce, plain, 0, plain.length, appealId);
        return new Sealed(
                currentKey,
                ByteBuffer.allocate(NONCE_BYTES + secret.length)
                        .put(nonce)
                        .put(secret)
                        .array());
    }

    public byte[] open(Sealed sealed, long appealId) {
        byte[] nonce = java.util.Arrays.copyOf(sealed.bytes(), NONCE_BYTES);
        int length = sealed.bytes().length - NONCE_BYTES;
        return run(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, sealed.bytes(), NONCE_BYTES, length, appealId);
    }

    /** The key that new rows get. */
    public String currentKey() {
        return currentKey;
    }

    /**
     * A keyed digest under which a row is found by its telephone; it changes with the key.
     *
     * @return null where there is no number in it
     */
    public String phoneDigest(String phone, String keyId) {
        String number = digits(phone);
        if (number.length() < SHORTEST_NUMBER) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(keys.get(keyId).getEncoded(), HMAC));
            mac.init(new SecretKeySpec(mac.doFinal("telephone".getBytes(StandardCharsets.US_ASCII)), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(number.getBytes(StandardCharsets.US_ASCII)), 0, DIGEST_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Under each key that rows may still have; empty where there is no number in it. */
    public List<String> phoneDigests(String phone) {
        return keys.keySet().stream()
                .map(key -> phoneDigest(phone, key))
                .filter(Objects::nonNull)
                .toList();
    }

    /** As it is dialled within the country, whatever stands between the digits. */
    private static String digits(String phone) {
        String digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
        return digits.replaceFirst("^(?:00)?86(?=1[0-9]{10}$)", "");
    }

    private byte[] run(int mode, String keyId, byte[] nonce, byte[] input, int from, int length, long appealId) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(appealId).array());
            return cipher.doFinal(input, from, length);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("personal data of appeal " + appealId + ", key " + keyId, failed);
        }
    }

    private SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("minqing.personal-data.keys." + id + " is missing, rows still need it");
        }
        return key;
    }

    private static SecretKey key(String id, String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != 32) {
            throw new IllegalStateException("minqing.personal-data.keys." + id + " must be 32 bytes in Base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** Nonce and ciphertext, and the id of the key that made it. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sealed(String keyId, byte[] bytes) {}

    /**
     * @param keys by id, each 32 bytes in Base64
     * @param keep how long personal data and words are kept after a case is over
     */
    @ConfigurationProperties("minqing.personal-data")
    public record Settings(
            String currentKey,
            Map<String, String> keys,
            @DefaultValue("P3Y") Period keep) {

        private static final Period SHORTEST = Period.ofMonths(6);

        public Settings {
            if (keep.toTotalMonths() < SHORTEST.toTotalMonths()) {
                throw new IllegalStateException(
                        "minqing.personal-data.keep must be at least six months (P6M): " + keep);
            }
        }
    }
}
