package org.minqing.appeal;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.name;
import static org.minqing.Sql.nullableEnum;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.minqing.audit.EntryKind;
import org.minqing.audit.EntryProof;
import org.minqing.audit.Origin;
import org.minqing.engine.Step;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Everything that happened to each appeal, written in the transaction in which it happened. */
@Repository
public class Timeline {

    private static final RowMapper<TimelineEntry> ENTRY = (row, n) -> new TimelineEntry(
            row.getLong("id"),
            row.getLong("appeal_id"),
            instant(row, "happened_at"),
            row.getString("actor"),
            TimelineKind.valueOf(row.getString("kind")),
            nullableEnum(Level.class, row, "level"),
            row.getString("unit_code"),
            row.getString("to_unit_code"),
            instant(row, "due_at"),
            row.getString("outcome"),
            row.getString("note"),
            new Step(
                    row.getString("process_key"),
                    row.getObject("process_version", Integer.class),
                    row.getString("element_id")));

    private static final String INSERT = "insert into timeline_entry (appeal_id, happened_at, actor, kind, level,"
            + " unit_code, to_unit_code, due_at, outcome, process_key, process_version, element_id, origin, note, mac)"
            + " values ";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int MOST_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Origin origin;
    private final EntryProof proof;

    Timeline(JdbcClient jdbc, Clock clock, Origin origin, EntryProof proof) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.origin = origin;
        this.proof = proof;
    }

    /** Keeps an entry for the end of the transaction, when all that happened in it is written at once. */
    public void write(TimelineEntry entry) {
        List<Object> row = values(entry);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().add(row);
        } else {
            insert(List.of(row));
        }
    }

    /** Writes many entries at once, in their order. */
    public void write(List<TimelineEntry> entries) {
        entries.forEach(this::write);
    }

    /** In the order of the columns, which is that of {@link EntryKind#TIMELINE}. */
    private List<Object> values(TimelineEntry entry) {
        List<Object> values = new ArrayList<>(Arrays.asList(
                entry.appealId(),
                at((entry.happenedAt() == null ? clock.instant() : entry.happenedAt()).truncatedTo(ChronoUnit.MILLIS)),
                entry.actor(),
                entry.kind().name(),
                name(entry.level()),
                entry.unitCode(),
                entry.toUnitCode(),
                entry.dueAt() == null ? null : at(entry.dueAt().truncatedTo(ChronoUnit.MILLIS)),
                entry.outcome(),
                entry.step().processKey(),
                entry.step().processVersion(),
                entry.step().elementId(),
                origin.address()));
        byte[] mac = proof.of(EntryKind.TIMELINE, values, entry.note());
        values.add(entry.note());
        values.add(mac);
        return values;
    }

    /** An appeal's entries in the order in which they were written. */
    public List<TimelineEntry> of(long appealId) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            pending.writeAll();
        }
        return jdbc.sql("select * from timeline_entry where appeal_id = ? order by id")
                .param(appealId)
                .query(ENTRY)
                .list();
    }

    private Pending pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            return pending;
        }
        Pending fresh = new Pending();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    private void insert(List<List<Object>> rows) {
        List<Object> values = new ArrayList<>();
        rows.forEach(values::addAll);
        jdbc.sql(INSERT + String.join(", ", Collections.nCopies(rows.size(), ROW)))
                .params(values)
                .update();
    }

    /** What one transaction has to tell; a transaction in between ({@code REQUIRES_NEW}) tells for itself. */
    private final class Pending implements TransactionSynchronization {

        private final List<List<Object>> rows = new ArrayList<>();

        void add(List<Object> row) {
            rows.add(row);
            if (rows.size() >= MOST_AT_ONCE) {
                writeAll();
            }
        }

        void writeAll() {
            if (!rows.isEmpty()) {
                insert(rows);
                rows.clear();
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            writeAll();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Timeline.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Timeline.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Timeline.this);
        }
    }
}
