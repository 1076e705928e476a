package org.minqing.directory;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads and writes many units at once. */
@Repository
class UnitRepository {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final UnitChains chains;

    UnitRepository(JdbcTemplate jdbc, UnitChains chains) {
        this.jdbc = jdbc;
        this.chains = chains;
    }

    List<Unit> all() {
        return jdbc.query("select code, name, level, parent_code, path from unit order by path", DirectoryService.UNIT);
    }

    /** @param units parents before their children */
    void insert(Collection<Unit> units) {
        chains.changed();
        jdbc.batchUpdate(
                "insert into unit (code, name, level, parent_code, path) values (?, ?, ?, ?, ?)",
                units,
                BATCH,
                (row, unit) -> {
                    row.setString(1, unit.code());
                    row.setString(2, unit.name());
                    row.setString(3, unit.level().name());
                    row.setString(4, unit.parentCode());
                    row.setString(5, unit.path());
                });
    }

    void update(Collection<Unit> units) {
        chains.changed();
        jdbc.batchUpdate(
                "update unit set name = ?, level = ?, parent_code = ?, path = ? where code = ?",
                units,
                BATCH,
                (row, unit) -> {
                    row.setString(1, unit.name());
                    row.setString(2, unit.level().name());
                    row.setString(3, unit.parentCode());
                    row.setString(4, unit.path());
                    row.setString(5, unit.code());
                });
    }

    /** What is about a unit that has moved, or held by it, follows it: access goes by these paths. */
    void moveCases(Collection<Moved> moved) {
        for (String sql : List.of(
                "update appeal set place_path = ? where place_path = ?",
                "update inbox set place_path = ? where place_path = ?",
                "update breach set place_path = ? where place_path = ?",
                "update supervision_order set place_path = ? where place_path = ?",
                "update inbox set unit_path = ? where unit_path = ?")) {
            jdbc.batchUpdate(sql, moved, BATCH, (row, unit) -> {
                row.setString(1, unit.newPath());
                row.setString(2, unit.oldPath());
            });
        }
    }

    record Moved(String oldPath, String newPath) {}
}
