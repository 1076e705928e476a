package org.minqing.audit;

import java.util.List;

/**
 * The two kinds of rows that the chain covers, and which of their columns an entry's proof is made of. A column that is
 * added and matters is added here.
 */
public enum EntryKind {
    /** What happens to a case: {@code timeline_entry}. */
    TIMELINE(
            "timeline_entry",
            List.of(
                    "appeal_id",
                    "happened_at",
                    "actor",
                    "kind",
                    "level",
                    "unit_code",
                    "to_unit_code",
                    "due_at",
                    "outcome",
                    "process_key",
                    "process_version",
                    "element_id",
                    "origin")),
    /** Everything else, and readings of personal data: {@code audit_entry}. */
    OTHER("audit_entry", List.of("appeal_id", "happened_at", "actor", "origin", "action", "subject", "detail"));

    private final String table;
    private final List<String> columns;

    EntryKind(String table, List<String> columns) {
        this.table = table;
        this.columns = columns;
    }

    String table() {
        return table;
    }

    /** Without the note, which may be erased. */
    List<String> columns() {
        return columns;
    }
}
