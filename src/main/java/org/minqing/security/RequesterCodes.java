package org.minqing.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.minqing.Refused;
import org.springframework.stereotype.Component;

/**
 * The code that opens one case to the person who asked, beside its number: eight letters and digits, made from the
 * number with the key of the personal data, so that nothing is stored and nobody without the key can make one. After a
 * change of keys the codes of the older ones still open.
 */
@Component
public class RequesterCodes {

    /** Without letters that are mistaken for digits; 32 of them. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 8;
    private static final String GUESSED = "requester ";
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,40}");

    private final Map<String, byte[]> keys;
    private final String currentKey;
    private final Attempts attempts;

    RequesterCodes(PersonalDataCipher.Settings settings, Attempts attempts) {
        this.keys = settings.keys().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> Base64.getDecoder().decode(entry.getValue())));
        this.currentKey = settings.currentKey();
        this.attempts = attempts;
    }

    public String codeOf(String number) {
        return code(number, keys.get(currentKey));
    }

    /**
     * @param from the address of the one who asks: who guesses one number from there waits
     * @throws Refused 404 when the code is not the number's, whether or not there is such a number
     */
    public void check(String number, String code, String from) {
        String guessed = GUESSED + (number != null && NUMBER.matcher(number).matches() ? number : "");
        if (attempts.mustWait(from, guessed)) {
            throw Refused.conflict("输错次数过多，请稍候再试");
        }
        byte[] given = String.valueOf(code)
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .getBytes(StandardCharsets.UTF_8);
        boolean right = number != null
                && keys.values().stream()
                        .anyMatch(key ->
                                MessageDigest.isEqual(code(number, key).getBytes(StandardCharsets.UTF_8), given));
        if (!right) {
            attempts.failed(from, guessed);
            throw Refused.notFound("编号或查询码不对，请核对受理单或短信");
        }
        attempts.succeeded(from, guessed);
    }

    private static String code(String number, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hash = mac.doFinal(("requester-code:" + number).getBytes(StandardCharsets.UTF_8));
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                code.append(LETTERS.charAt(hash[i] & 31));
            }
            return code.toString();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
