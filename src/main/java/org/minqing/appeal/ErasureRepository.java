package org.minqing.appeal;

import static org.minqing.Sql.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Takes words out of all tables of ours that belong to an appeal. Which columns hold words is asked of the database: all
 * texts of 300 characters and more in tables with an {@code appeal_id}, unless they are named here as what they are. So a
 * column that is added later is not forgotten.
 */
@Repository
class ErasureRepository {

    static final String ERASED = "（已依申请删除）";

    /** Long texts that are no person's words: paths, names of units and dates, a server's answer, keyed digests. */
    private static final Set<String> NO_WORDS = Set.of("place_path", "unit_path", "params", "last_error", "detail");

    private static final String WORDS = """
            select lower(c.table_name) as tab, lower(c.column_name) as col, c.is_nullable as nullable
            from information_schema.columns c
            where lower(c.table_schema) = lower(current_schema)
              and (lower(c.data_type) in ('text', 'character large object')
                  or lower(c.data_type) = 'character varying' and c.character_maximum_length >= 300)
              and (lower(c.table_name) = 'appeal' or exists (select 1 from information_schema.columns k
                  where k.table_schema = c.table_schema and k.table_name = c.table_name
                    and lower(k.column_name) = 'appeal_id'))
            order by 1, 2""";

    private final JdbcClient jdbc;

    ErasureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A column that holds a person's words. */
    record Words(String table, String column, boolean nullable) {

        private String key() {
            return table.equals("appeal") ? "id" : "appeal_id";
        }

        /** Notes that the audit's chain covers are whole or gone, never changed. */
        private boolean isProven() {
            return column.equals("note");
        }
    }

    List<Words> columns() {
        return jdbc
                .sql(WORDS)
                .query((row, n) -> new Words(
                        row.getString("tab"),
                        row.getString("col"),
                        row.getString("nullable").equals("YES")))
                .stream()
                .filter(words -> !NO_WORDS.contains(words.column()))
                .toList();
    }

    /** All words of an appeal. */
    void erase(long appealId) {
        for (Words words : columns()) {
            jdbc.sql("update %s set %s = %s where %s = ? and %2$s is not null"
                            .formatted(
                                    words.table(),
                                    words.column(),
                                    words.nullable() ? "null" : "'" + ERASED + "'",
                                    words.key()))
                    .param(appealId)
                    .update();
        }
    }

    /** Changes words where the redaction finds something in them. */
    void redact(long appealId, UnaryOperator<String> redaction) {
        for (Words words : columns()) {
            List<String> texts = jdbc.sql(
                            "select distinct cast(%2$s as varchar) from %1$s where %3$s = ? and %2$s is not null"
                                    .formatted(words.table(), words.column(), words.key()))
                    .param(appealId)
                    .query(String.class)
                    .list();
            for (String text : texts) {
                String redacted = redaction.apply(text);
                if (!redacted.equals(text)) {
                    jdbc.sql("update %s set %2$s = ? where %3$s = ? and %2$s = ?"
                                    .formatted(words.table(), words.column(), words.key()))
                            .param(words.isProven() ? null : redacted)
                            .params(appealId, text)
                            .update();
                }
            }
        }
    }

    /** @return false when it was asked for before */
    boolean request(long appealId, String by, Instant now) {
        boolean known = jdbc.sql("select 1 from erasure where appeal_id = ?")
                .param(appealId)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) {
            jdbc.sql("insert into erasure (appeal_id, requested_by, requested_at) values (?, ?, ?)")
                    .params(appealId, by, at(now))
                    .update();
        }
        return !known;
    }

    boolean isDone(long appealId) {
        return jdbc.sql("select 1 from erasure where appeal_id = ? and done_at is not null")
                .param(appealId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void done(long appealId, Instant now) {
        jdbc.sql("update erasure set done_at = ? where appeal_id = ?")
                .params(at(now), appealId)
                .update();
    }

    /** The next case that is over and whose erasure has been waiting for that. */
    Optional<Long> nextWaiting() {
        return jdbc.sql("""
                        select e.appeal_id from erasure e join appeal a on a.id = e.appeal_id
                        where e.done_at is null and a.closed_at is not null
                        order by e.appeal_id fetch first 1 rows only""").query(Long.class).optional();
    }

    /** The next case whose time is over. */
    Optional<Long> nextExpired(Instant closedBefore) {
        return jdbc.sql("""
                        select a.id from appeal a where a.closed_at < ?
                          and not exists (select 1 from erasure e where e.appeal_id = a.id)
                        order by a.closed_at fetch first 1 rows only""").param(at(closedBefore)).query(Long.class).optional();
    }
}
