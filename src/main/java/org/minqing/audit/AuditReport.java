package org.minqing.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verification found.
 *
 * @param entries sealed entries that were looked at
 * @param seals links of the chain
 * @param unsealed entries that are not sealed yet: those of the last seconds, or the sealing has stopped
 * @param findings what is not as the application left it, in Chinese; empty when all is well; the first hundred
 */
public record AuditReport(long entries, long seals, long unsealed, List<String> findings) {

    public boolean isWhole() {
        return findings.isEmpty();
    }

    /** Gathers them. */
    static final class Builder {

        private static final int MOST = 100;

        private final List<String> findings = new ArrayList<>();
        private long entries;
        private long seals;
        private long unsealed;

        void found(String words, Object... values) {
            if (findings.size() < MOST) {
                findings.add(words.formatted(values));
            }
        }

        void entry() {
            entries++;
        }

        void seal() {
            seals++;
        }

        void notSealedYet() {
            unsealed++;
        }

        AuditReport report() {
            return new AuditReport(entries, seals, unsealed, List.copyOf(findings));
        }
    }
}
