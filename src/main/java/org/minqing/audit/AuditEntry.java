package org.minqing.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change beside the timeline, or a reading of personal data. Who, when and from where is added when it is written.
 *
 * @param action what was done, e.g. {@code REVEALED}; stable, in capitals
 * @param appealId the case that it is about, or null
 * @param subject what it was done to, e.g. an officer's id or a path; no personal data of a requester
 * @param detail more of it: what was before, what is after; of personal data only {@link AuditService#digest}
 * @param note a person's words, e.g. the reason; or null
 */
public record AuditEntry(String action, Long appealId, String subject, Map<String, Object> detail, String note) {

    public static AuditEntry of(String action, String subject) {
        return new AuditEntry(action, null, subject, Map.of(), null);
    }

    public AuditEntry about(long appeal) {
        return new AuditEntry(action, appeal, subject, detail, note);
    }

    /** @param value a text, a number, a list or map of such, or null */
    public AuditEntry with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(detail);
        more.put(name, value);
        return new AuditEntry(action, appealId, subject, more, note);
    }

    public AuditEntry changed(Object before, Object after) {
        return with("before", before).with("after", after);
    }

    public AuditEntry note(String words) {
        return new AuditEntry(action, appealId, subject, detail, words);
    }
}
