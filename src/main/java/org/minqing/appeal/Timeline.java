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
import org.minqing.PendingRows;
import org.minqing.audit.EntryKind;
import org.minqing.audit.EntryProof;
import org.minqing.audit.Origin;
import org.minqing.engine.Step;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

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

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Origin origin;
    private final EntryProof proof;
    private final PendingRows<List<Object>> pending = new PendingRows<>(this::insert);

    Timeline(JdbcClient jdbc, Clock clock, Origin origin, EntryProof proof) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.origin = origin;
        this.proof = proof;
    }

    /** Keeps an entry for the end of the transaction, when all that happened in it is written at once. */
    public void write(TimelineEntry entry) {
        pending.add(values(entry));
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
        pending.write();
        return jdbc.sql("select * from timeline_entry where appeal_id = ? order by id")
                .param(appealId)
                .query(ENTRY)
                .list();
    }

    private void insert(List<List<Object>> rows) {
        List<Object> values = new ArrayList<>();
        rows.forEach(values::addAll);
        jdbc.sql(INSERT + String.join(", ", Collections.nCopies(rows.size(), ROW)))
                .params(values)
                .update();
    }
}
