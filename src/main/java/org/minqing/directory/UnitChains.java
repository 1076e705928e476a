package org.minqing.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.minqing.TransactionMemo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads a unit together with all that stands above it and with whether each has officers, once in a transaction: who
 * looks for the holder of a case walks up this chain.
 */
@Component
class UnitChains {

    private static final String ROOT = "";

    private static final String CHAIN = """
            select %s from unit u0 left join unit u1 on u1.code = u0.parent_code
            left join unit u2 on u2.code = u1.parent_code left join unit u3 on u3.code = u2.parent_code
            left join unit u4 on u4.code = u3.parent_code where u0.""".formatted(columns());

    private static final int LENGTH = 5;
    private static final int COLUMNS = 6;

    private final JdbcClient jdbc;
    private final TransactionMemo<String, Entry> read = new TransactionMemo<>();

    UnitChains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Unit> find(String code) {
        return read.get(code, () -> chain("code = ?", code)).map(Entry::unit);
    }

    /** The one unit that has nothing above it. */
    Optional<Unit> root() {
        return read.get(ROOT, () -> chain("parent_code is null")).map(Entry::unit);
    }

    boolean isStaffed(String code) {
        return read.get(code, () -> chain("code = ?", code))
                .filter(Entry::staffed)
                .isPresent();
    }

    /** Reads many units at once that will be asked for one by one. */
    void readAhead(Collection<String> codes) {
        Set<String> unknown = read.unknown(codes);
        if (!unknown.isEmpty()) {
            jdbc.sql(CHAIN + "code in (:codes)")
                    .param("codes", unknown)
                    .query(UnitChains::entries)
                    .list()
                    .forEach(this::remember);
        }
    }

    /** Units or officers have been written in this transaction. */
    void changed() {
        read.forgetAll();
    }

    private Optional<Entry> chain(String which, Object... code) {
        Optional<List<Entry>> chain =
                jdbc.sql(CHAIN + which).params(code).query(UnitChains::entries).optional();
        chain.ifPresent(this::remember);
        return chain.map(entries -> entries.get(0));
    }

    private void remember(List<Entry> chain) {
        for (Entry entry : chain) {
            read.put(entry.unit().code(), entry);
            if (entry.unit().parentCode() == null) {
                read.put(ROOT, entry);
            }
        }
    }

    private static List<Entry> entries(ResultSet row, int n) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < LENGTH && row.getString(i * COLUMNS + 1) != null; i++) {
            int at = i * COLUMNS;
            entries.add(new Entry(
                    new Unit(
                            row.getString(at + 1),
                            row.getString(at + 2),
                            UnitLevel.valueOf(row.getString(at + 3)),
                            row.getString(at + 4),
                            row.getString(at + 5)),
                    row.getBoolean(at + 6)));
        }
        return entries;
    }

    private static String columns() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            columns.add("""
                    u%1$d.code, u%1$d.name, u%1$d.level, u%1$d.parent_code, u%1$d.path,
                    exists (select 1 from officer o where o.unit_code = u%1$d.code and o.state = 'ACTIVE' and %2$s)""".formatted(i, DirectoryService.WORKS_ON_CASES));
        }
        return String.join(", ", columns);
    }

    private record Entry(Unit unit, boolean staffed) {}
}
