package org.minqing.audit;

import static org.minqing.Sql.at;

import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.minqing.EmptyDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A chain in a database of its own, with everything around it, without an application. */
final class AuditChain {

    final JdbcTemplate jdbc = EmptyDatabase.create();
    final PlatformTransactionManager transactions = new DataSourceTransactionManager(jdbc.getDataSource());
    final JdbcClient client = JdbcClient.create(jdbc);
    AuditService service;
    EntryStatements statements;
    AuditSealer sealer;
    AuditVerifier verifier;
    AuditRetention retention;
    Instant now = Instant.parse("2026-03-02T02:00:00Z");
    final SealRepository seals;
    private final Path checkpoints;
    private EntryProof proof;

    AuditChain(Path checkpoints) {
        this.checkpoints = checkpoints;
        seals = new SealRepository(jdbc);
        start(TestAudit.settings(checkpoints));
        client.sql("insert into unit (code, name, level, path) values ('4201', '武汉市', 'CITY', '/4201/')")
                .update();
        client.sql("""
                        insert into appeal (number, source, source_id, requester_kind, subject, text, signals, reported_at,
                            received_at, place_unit, place_path, state, round, return_count, callback_attempts)
                        values ('4201-20260302-00001', 'test', '1', 'RESIDENT', '路灯不亮', '路灯不亮', '', ?, ?, '4201',
                            '/4201/', 'OPEN', 1, 0, 0)""").params(at(now), at(now)).update();
    }

    /** As a new process does, with other keys perhaps. */
    void start(String key, Map<String, String> oldKeys) {
        start(TestAudit.settings(key, oldKeys, checkpoints));
    }

    private void start(AuditKeys.Settings settings) {
        AuditKeys keys = new AuditKeys(settings);
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        EntryNumbers numbers = new EntryNumbers();
        proof = new EntryProof(keys, numbers);
        Checkpoints points = new Checkpoints(keys, settings);
        statements = new EntryStatements(numbers, points, clock);
        service = TestAudit.service(jdbc, keys, proof, clock);
        sealer = new AuditSealer(seals, keys, points, clock, transactions);
        verifier = new AuditVerifier(seals, new EntryRows(jdbc.getDataSource()), proof, keys, points, clock);
        retention = new AuditRetention(client, service, settings, clock);
    }

    /** Writes entries of a case's timeline, every third with a note. */
    void timeline(int count) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String note = i % 3 == 0 ? "已经办理 " + i : null;
            List<Object> values = new ArrayList<>(Arrays.asList(
                    1L,
                    at(now.plusMillis(i)),
                    "grid-" + i % 7,
                    "CLAIMED",
                    "GRID",
                    "4201",
                    null,
                    null,
                    "grid-" + i % 5,
                    "levelHandling",
                    1,
                    "userTask_handleAppeal",
                    "10.0.0." + i % 9));
            byte[] mac = proof.of(EntryKind.TIMELINE, values, note);
            values.add(note);
            values.add(mac);
            rows.add(values.toArray());
        }
        jdbc.batchUpdate(
                "insert into timeline_entry (" + String.join(", ", EntryKind.TIMELINE.columns())
                        + ", note, mac) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** Writes entries beside the timeline. */
    void others(int count) {
        for (int i = 0; i < count; i++) {
            service.record(AuditEntry.of("OFFICER_CHANGED", "officer-" + i)
                    .changed("GRID_MEMBER", "STREET_STAFF")
                    .note(i % 2 == 0 ? "换岗" : null));
        }
    }

    long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    long max(String table) {
        return jdbc.queryForObject("select max(id) from " + table, Long.class);
    }

    Seal seal(long seq) {
        List<Seal> all = new ArrayList<>();
        seals.seals(all::add);
        return all.stream().filter(seal -> seal.seq() == seq).findFirst().orElseThrow();
    }

    /** Puts a row in as it is, with its id; a database gives binary columns back in a type of its own. */
    void insert(String table, Map<String, Object> row) {
        List<Object> values = new ArrayList<>();
        row.forEach((column, value) -> values.add(plain(value)));
        jdbc.update(
                "insert into " + table + " (" + String.join(", ", row.keySet()) + ") values ("
                        + String.join(", ", Collections.nCopies(row.size(), "?")) + ")",
                values.toArray());
    }

    private static Object plain(Object value) {
        try {
            return value instanceof Blob blob
                    ? blob.getBytes(1, (int) blob.length())
                    : value instanceof Clob clob ? clob.getSubString(1, (int) clob.length()) : value;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
