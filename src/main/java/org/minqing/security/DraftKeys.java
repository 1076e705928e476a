package org.minqing.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The key (32 bytes) with which a browser seals an officer's drafts, made from his id with the key of the personal data:
 * nothing is stored, and each officer's is another. After a change of keys older drafts no longer open and are thrown
 * away.
 */
@Component
class DraftKeys {

    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    DraftKeys(PersonalDataCipher.Settings settings) {
        this.secret = Base64.getDecoder().decode(settings.keys().get(settings.currentKey()));
    }

    byte[] keyOf(String officer) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(("draft-key:" + officer).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
