package org.minqing.intake;

import java.util.regex.Pattern;
import org.minqing.Refused;
import org.minqing.appeal.Requester;

/** Limits on what comes in that the case itself does not set. */
final class Inputs {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int MAX_PERSONAL = 200;

    private Inputs() {}

    /** @throws Refused when this cannot be the name of a channel */
    static String source(String source) {
        if (!SOURCE.matcher(source).matches()) {
            throw Refused.invalid("source", "来源应为 1 到 40 个小写字母、数字或横线，如 message-board");
        }
        return source;
    }

    /** @throws Refused when a field is longer than any such thing can be; the message does not repeat it */
    static Requester checked(Requester requester) {
        checked("requester.name", requester.name(), "姓名");
        checked("requester.phone", requester.phone(), "电话");
        checked("requester.address", requester.address(), "地址");
        checked("requester.idNumber", requester.idNumber(), "证件号码");
        return requester;
    }

    /** As much of a wrong value as helps to find it. */
    static String excerpt(String value) {
        return value.length() <= 30 ? value : value.substring(0, 30) + "…";
    }

    private static void checked(String field, String value, String label) {
        if (value != null && value.length() > MAX_PERSONAL) {
            throw Refused.invalid(field, "%s不能超过 %d 个字".formatted(label, MAX_PERSONAL));
        }
    }
}
