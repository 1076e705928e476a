package org.minqing.audit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code audit_entry}; they are only ever added, and taken away when their time is over. */
@Repository
class AuditRepository {

    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param values in the order of {@link EntryKind#OTHER} */
    void insert(List<Object> values, String note, byte[] proof) {
        jdbc.sql("insert into audit_entry (" + String.join(", ", EntryKind.OTHER.columns())
                        + ", note, mac) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(values)
                .param(note)
                .param(proof)
                .update();
    }
}
