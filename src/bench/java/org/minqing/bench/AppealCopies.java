package org.minqing.bench;

import java.util.List;
import org.minqing.appeal.Appeal;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of appeals like one that is there, its number with a dash and a running number behind: no processes, no tasks. */
final class AppealCopies {

    private AppealCopies() {}

    /** @param to behind the last */
    static void of(JdbcTemplate sql, Appeal pattern, int from, int to) {
        List<String> copied = sql.queryForList(
                "select column_name from information_schema.columns where table_name = 'appeal' and table_schema ="
                        + " current_schema() and is_generated = 'NEVER' and column_name not in ('id', 'number', 'source_id',"
                        + " 'process_instance_id')",
                String.class);
        String columns = String.join(", ", copied);
        sql.update(
                "insert into appeal (number, source_id, %s) select number || '-' || n, source_id || '-' || n, %s"
                                .formatted(columns, columns)
                        + " from appeal, generate_series(?, ?) n where id = ?",
                from,
                to - 1,
                pattern.id());
    }
}
