package org.minqing.appeal;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.name;
import static org.minqing.Sql.nullableEnum;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    private static final String INSERT = """
            insert into timeline_entry (appeal_id, happened_at, actor, kind, level, unit_code, to_unit_code, due_at,
                outcome, note, process_key, process_version, element_id)
            values\s""";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int MOST_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    Timeline(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps an entry for the end of the transaction, when all that happened in it is written at once. */
    public void write(TimelineEntry entry) {
        TimelineEntry told = entry.happenedAt() == null ? entry.happened(clock.instant()) : entry;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().add(told);
        } else {
            insert(List.of(told));
        }
    }

    /** Writes many entries at once, in their order. */
    public void write(List<TimelineEntry> entries) {
        entries.forEach(this::write);
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

    private void insert(List<TimelineEntry> entries) {
        List<Object> values = new ArrayList<>();
        for (TimelineEntry entry : entries) {
            Collections.addAll(
                    values,
                    entry.appealId(),
                    at(entry.happenedAt()),
                    entry.actor(),
                    entry.kind().name(),
                    name(entry.level()),
                    entry.unitCode(),
                    entry.toUnitCode(),
                    at(entry.dueAt()),
                    entry.outcome(),
                    entry.note(),
                    entry.step().processKey(),
                    entry.step().processVersion(),
                    entry.step().elementId());
        }
        jdbc.sql(INSERT + String.join(", ", Collections.nCopies(entries.size(), ROW)))
                .params(values)
                .update();
    }

    /** What one transaction has to tell; a transaction in between ({@code REQUIRES_NEW}) tells for itself. */
    private final class Pending implements TransactionSynchronization {

        private final List<TimelineEntry> entries = new ArrayList<>();

        void add(TimelineEntry entry) {
            entries.add(entry);
            if (entries.size() >= MOST_AT_ONCE) {
                writeAll();
            }
        }

        void writeAll() {
            if (!entries.isEmpty()) {
                insert(entries);
                entries.clear();
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
