package org.minqing.audit;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code audit_seal}, and what is read of the entries to seal them. */
@Repository
class SealRepository {

    private static final RowMapper<Seal> SEAL = (row, n) -> new Seal(
            row.getLong("seq"),
            EntryKind.valueOf(row.getString("stream")),
            row.getLong("from_id"),
            row.getLong("to_id"),
            Ids.read(row.getString("missing")),
            Ids.read(row.getString("late")),
            row.getInt("entries"),
            instant(row, "sealed_at"),
            row.getBytes("digest"),
            row.getString("key_mark"),
            row.getBytes("hash"));
    private static final int PART = 1000;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    SealRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    /** @return false when another node is sealing */
    boolean lockChain() {
        return client.sql("select id from audit_chain where id = 1 for update skip locked")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Where the chain of this kind of entries begins; timeline entries may be older than it. */
    long start(EntryKind kind) {
        return kind == EntryKind.TIMELINE
                ? client.sql("select timeline_from from audit_chain where id = 1")
                        .query(Long.class)
                        .single()
                : 0;
    }

    Optional<Seal> last() {
        return client.sql("select * from audit_seal order by seq desc fetch first 1 rows only")
                .query(SEAL)
                .optional();
    }

    Optional<Seal> last(EntryKind kind) {
        return client.sql("select * from audit_seal where stream = ? order by seq desc fetch first 1 rows only")
                .param(kind.name())
                .query(SEAL)
                .optional();
    }

    /** Seals since a time that left something out or took something late in, in their order. */
    List<Seal> withGaps(EntryKind kind, Instant since, long afterSeq) {
        return client.sql("""
                        select * from audit_seal where seq > ? and stream = ? and sealed_at > ?
                          and (missing is not null or late is not null) order by seq""")
                .params(afterSeq, kind.name(), at(since))
                .query(SEAL)
                .list();
    }

    void insert(Seal seal) {
        client.sql("""
                        insert into audit_seal (seq, stream, from_id, to_id, missing, late, entries, sealed_at, digest,
                            key_mark, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        seal.seq(),
                        seal.kind().name(),
                        seal.fromId(),
                        seal.toId(),
                        Ids.write(seal.missing()),
                        Ids.write(seal.late()),
                        seal.entries(),
                        at(seal.sealedAt()),
                        seal.digest(),
                        seal.key(),
                        seal.hash())
                .update();
    }

    List<Proof> after(EntryKind kind, long id, int limit) {
        return client.sql("select id, mac from %s where id > ? order by id fetch first ? rows only"
                        .formatted(kind.table()))
                .params(id, limit)
                .query((row, n) -> new Proof(row.getLong("id"), row.getBytes("mac")))
                .list();
    }

    List<Proof> among(EntryKind kind, Collection<Long> ids) {
        return ids.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        id -> id / PART, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .values()
                .stream()
                .flatMap(part -> client
                        .sql("select id, mac from %s where id in (:ids) order by id".formatted(kind.table()))
                        .param("ids", part)
                        .query((row, n) -> new Proof(row.getLong("id"), row.getBytes("mac")))
                        .stream())
                .toList();
    }

    /** @throws RuntimeException when a row is no seal, which only a forger can have written */
    void seals(Consumer<Seal> each) throws DataAccessException {
        int[] n = {0};
        jdbc.query("select * from audit_seal order by seq", (RowCallbackHandler)
                row -> each.accept(SEAL.mapRow(row, n[0]++)));
    }

    /** Id and proof of an entry. */
    @SuppressWarnings("ArrayRecordComponent")
    record Proof(long id, byte[] mac) {}
}
