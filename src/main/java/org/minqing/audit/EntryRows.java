package org.minqing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Reads entries as they lie in the database, in the order of their ids and in constant memory. */
@Component
class EntryRows {

    private static final int FETCH = 2000;

    private final JdbcTemplate jdbc;

    EntryRows(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(FETCH);
    }

    /** @param condition SQL over the table's columns */
    void read(EntryKind kind, String condition, Consumer<Row> each) {
        jdbc.query(
                "select id, %s, note, mac from %s where %s order by id"
                        .formatted(String.join(", ", kind.columns()), kind.table(), condition),
                (RowCallbackHandler) row -> each.accept(row(kind, row)));
    }

    private static Row row(EntryKind kind, ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>(kind.columns().size());
        for (String column : kind.columns()) {
            values.add(column.endsWith("_at") ? row.getObject(column, OffsetDateTime.class) : row.getString(column));
        }
        return new Row(kind, row.getLong("id"), values, row.getString("note"), row.getBytes("mac"));
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Row(EntryKind kind, long id, List<Object> values, String note, byte[] mac) {

        /** A column's value in words, or null. */
        String value(String column) {
            Object value = values.get(kind.columns().indexOf(column));
            return value == null ? null : value.toString();
        }
    }
}
