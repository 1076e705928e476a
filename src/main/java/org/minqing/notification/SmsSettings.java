package org.minqing.notification;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SMS gateway, {@code minqing.notification.sms.*}.
 *
 * @param url where to post
 * @param contentType {@code application/json} or {@code application/x-www-form-urlencoded}: how values are escaped
 * @param headers e.g. {@code Authorization}
 * @param body with {@code {{phone}}}, {@code {{text}}} and {@code {{id}}}, which stays the same at a repeat
 * @param taken regular expression that is found in the answer of a message that was taken over
 * @param unknownNumber regular expression that is found in the answer where the number does not exist; empty: none
 */
@ConfigurationProperties("minqing.notification.sms")
record SmsSettings(
        String url,
        @DefaultValue("application/json") String contentType,
        Map<String, String> headers,

        @DefaultValue("{\"phone\":\"{{phone}}\",\"content\":\"{{text}}\",\"id\":\"{{id}}\"}")
        String body,

        @DefaultValue("") String taken,
        @DefaultValue("") String unknownNumber) {

    @Override
    public String toString() {
        return "SmsSettings[]";
    }
}
