package org.minqing.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minqing.TestDirectory;

/**
 * Copies one case that the real services have played, with all of its rows, the engine's included, to other places and
 * times: an {@code insert … select} per row of the pattern. So a copy is what the services would have written, and its
 * task can be listed, claimed and completed; only its texts and its sealed data repeat.
 */
final class CaseCopies {

    /** Tables of ours that a copy leaves out: they are counted, or belong to one call of one caller. */
    private static final Set<String> NOT_COPIED = Set.of("counted_case", "attachment", "notification_attempt");

    private static final Map<String, String> ENGINE = new LinkedHashMap<>();

    static {
        String instances = "(select id_ from act_ru_execution where root_proc_inst_id_ = '%s')";
        ENGINE.put("act_ru_execution", "proc_inst_id_ in " + instances);
        ENGINE.put("act_ru_task", "proc_inst_id_ in " + instances);
        ENGINE.put("act_ru_variable", "proc_inst_id_ in " + instances);
        ENGINE.put("act_ru_job", "process_instance_id_ in " + instances);
        ENGINE.put("act_ru_event_subscr", "proc_inst_id_ in " + instances);
        ENGINE.put(
                "act_ru_identitylink",
                "task_id_ in (select id_ from act_ru_task where proc_inst_id_ in " + instances + ")");
        ENGINE.put("act_hi_procinst", "root_proc_inst_id_ = '%s'");
    }

    /** What the lists read of a case, where the engine's rows are of no concern. */
    private static final Set<String> LISTED =
            Set.of("appeal", "inbox", "level_stay", "joint_research", "department_part", "timeline_entry");

    /** Which table a process variable's number is an id of. */
    private static final Map<String, String> VARIABLES = Map.of("appealId", "appeal", "partId", "department_part");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry(TestDirectory.CITY, "c.city"),
            Map.entry(TestDirectory.DISTRICT, "c.district"),
            Map.entry(TestDirectory.DESK, "c.district || '-DISPATCH'"),
            Map.entry(TestDirectory.STREET, "c.street"),
            Map.entry(TestDirectory.COMMUNITY, "c.community"),
            Map.entry(TestDirectory.GRID, "c.grid"),
            Map.entry(TestDirectory.POWER, "c.department1"),
            Map.entry(TestDirectory.SCIENCE, "c.department2"),
            Map.entry(TestDirectory.URBAN, "c.department3"),
            Map.entry(TestDirectory.GUIDANCE_GROUP, "c.district || '-GUIDE-1'"));

    private final Connection database;
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private long copied;

    /** @param database its session stays changed: constraints are not checked in it */
    CaseCopies(Connection database) throws SQLException {
        this.database = database;
        run("set session_replication_role = replica");
        run("create unlogged table if not exists bench_copied (copied bigint)");
        copied = number("select coalesce(sum(copied), 0) from bench_copied");
        each("""
                select conrelid::regclass::text, a.attname, confrelid::regclass::text
                from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                join pg_attribute t on t.attrelid = k.confrelid and t.attnum = k.confkey[1]
                where k.contype = 'f' and t.attname = 'id' and t.attidentity <> ''""", row -> references.put(row.getString(1) + "." + row.getString(2), row.getString(3)));
        for (Map.Entry<String, String> unit : UNITS.entrySet()) {
            each("select path from unit where code = '" + unit.getKey() + "'", row -> {
                String above = unit.getKey().contains("-") ? "c.district_path" : unit.getValue() + "_path";
                paths.put(
                        row.getString(1),
                        unit.getKey().contains("-") ? above + " || " + unit.getValue() + " || '/'" : above);
            });
        }
    }

    /** How many copies this database holds. */
    long copied() {
        return copied;
    }

    /**
     * Copies a case.
     *
     * @param where condition on {@code unit u} for the grids that the copies are about
     * @param shift SQL interval by which the times of copy {@code i} are moved
     * @param engineToo false for the rows that lists read alone
     */
    void copy(long appealId, long count, String where, String shift, boolean engineToo) throws SQLException {
        if (count <= 0) {
            return;
        }
        run("drop table if exists bench_copy");
        run("""
                create unlogged table bench_copy as
                with place as (select row_number() over (order by md5(u.code)) - 1 as n, count(*) over () as places,
                        u.code as grid, u.path as grid_path, p.code as community, p.path as community_path,
                        s.code as street, s.path as street_path, d.code as district, d.path as district_path,
                        t.code as city, t.path as city_path
                    from unit u join unit p on p.code = u.parent_code join unit s on s.code = p.parent_code
                    join unit d on d.code = s.parent_code join unit t on t.code = d.parent_code
                    where u.level = 'GRID' and %s),
                departments as (select array_agg(code order by code) as codes, parent_code from unit
                    where level = 'DEPARTMENT' group by parent_code)
                select i, place.*, %s as shift, codes[(1 + (i * 3) %% cardinality(codes))::int] as department1,
                    codes[(1 + (i * 3 + 1) %% cardinality(codes))::int] as department2,
                    codes[(1 + (i * 3 + 2) %% cardinality(codes))::int] as department3,
                    place.district || '-20000101-' || lpad((%4$d + i)::text, 8, '0') as number,
                    '0' || (select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz',
                        (((%4$d + i) >> (5 * d)) %% 32)::int + 1, 1), '' order by d desc) from generate_series(0, 4) d) as tag
                from generate_series(0::bigint, %3$d - 1) i
                    join place on place.n = (i * 7919 + i / places) %% place.places
                    join departments on departments.parent_code = place.district""".formatted(where, shift, count, copied));
        Pattern pattern = new Pattern(appealId, engineToo);
        pattern.write();
        for (String table : new HashSet<>(references.values())) {
            run("select setval(pg_get_serial_sequence('%1$s', 'id'), (select coalesce(max(id), 1) from %1$s))"
                    .formatted(table));
        }
        run("insert into bench_copied values (" + count + ")");
        copied += count;
    }

    /** After the last copy. */
    void finish() throws SQLException {
        run("drop table if exists bench_copy");
        run("vacuum analyze");
    }

    /** The rows of one case as they are, and how each value of theirs becomes a copy's. */
    private final class Pattern {

        private final Map<String, List<Map<String, Value>>> tables = new LinkedHashMap<>();
        private final Set<String> texts = new HashSet<>();
        private final Map<String, List<Long>> numbers = new HashMap<>();
        private final Map<String, Long> bases = new HashMap<>();
        private final String number;
        private final String sourceId;

        Pattern(long appealId, boolean engineToo) throws SQLException {
            List<String> ours = new ArrayList<>(List.of("appeal"));
            each("""
                    select c.table_name from information_schema.columns c join information_schema.tables t
                        on t.table_name = c.table_name and t.table_schema = c.table_schema
                    where c.column_name = 'appeal_id' and c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                    order by 1""", row -> ours.add(row.getString(1)));
            for (String table : ours) {
                if (!NOT_COPIED.contains(table) && (engineToo || LISTED.contains(table))) {
                    read(table, (table.equals("appeal") ? "id = " : "appeal_id = ") + appealId);
                }
            }
            Map<String, Value> appeal = tables.get("appeal").get(0);
            number = appeal.get("number").text();
            sourceId = appeal.get("source_id").text();
            String process = appeal.get("process_instance_id").text();
            if (engineToo) {
                for (Map.Entry<String, String> table : ENGINE.entrySet()) {
                    read(table.getKey(), table.getValue().formatted(process));
                }
            }
            tables.forEach((table, rows) -> rows.forEach(row -> row.forEach((column, value) -> {
                if (column.endsWith("id_") && column.equals("id_")
                        || column.equals("task_id")
                        || column.equals("process_instance_id")) {
                    texts.add(value.text());
                }
                if (column.equals("id") && value.isNumber()) {
                    numbers.computeIfAbsent(table, none -> new ArrayList<>()).add(Long.valueOf(value.text()));
                }
            })));
            texts.remove(null);
            for (String table : numbers.keySet()) {
                bases.put(table, number("select coalesce(max(id), 0) + 1 from " + table));
            }
        }

        private void read(String table, String where) throws SQLException {
            List<Map<String, Value>> rows = new ArrayList<>();
            Set<String> left = new HashSet<>();
            each("""
                    select column_name from information_schema.columns where table_name = '%s'
                        and table_schema = current_schema()
                        and (is_generated = 'ALWAYS' or is_identity = 'YES' and (column_name <> 'id' or %s))""".formatted(table, !references.containsValue(table)), row -> left.add(row.getString(1)));
            each("select * from " + table + " where " + where, row -> {
                Map<String, Value> values = new LinkedHashMap<>();
                ResultSetMetaData columns = row.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    if (!left.contains(columns.getColumnName(i))) {
                        values.put(columns.getColumnName(i), value(row, i, columns.getColumnTypeName(i)));
                    }
                }
                rows.add(values);
            });
            tables.put(table, rows);
        }

        void write() throws SQLException {
            for (Map.Entry<String, List<Map<String, Value>>> table : tables.entrySet()) {
                for (Map<String, Value> row : table.getValue()) {
                    List<String> expressions = new ArrayList<>();
                    row.forEach((column, value) -> expressions.add(expression(table.getKey(), row, column, value)));
                    run("insert into %s (%s) select %s from bench_copy c order by c.i"
                            .formatted(
                                    table.getKey(), String.join(", ", row.keySet()), String.join(", ", expressions)));
                }
            }
        }

        private String expression(String table, Map<String, Value> row, String column, Value value) {
            if (value.text() == null) {
                return "null";
            }
            if (table.equals("notification") && column.equals("state")) {
                return "'DELIVERED'";
            }
            String variable =
                    row.containsKey("name_") ? VARIABLES.get(row.get("name_").text()) : null;
            String of = column.equals("id") ? table : references.get(table + "." + column);
            if (variable != null && (column.equals("text_") || column.equals("long_"))) {
                return newNumber(variable, value) + (column.equals("text_") ? "::text" : "");
            }
            if (of != null && value.isNumber()) {
                return newNumber(of, value);
            }
            if (value.isTime()) {
                return "('%s'::%s + c.shift)::%2$s".formatted(value.text(), value.type());
            }
            if (value.isNumber() || value.type().equals("bytea")) {
                return value.sql();
            }
            if (table.equals("notification") && column.equals("id")) {
                return "gen_random_uuid()::text";
            }
            if (texts.contains(value.text())) {
                return "c.tag || '" + value.text().substring(1, 11) + "'";
            }
            if (value.text().equals(number)
                    || column.equals("source_id") && value.text().equals(sourceId)) {
                return "c.number";
            }
            return paths.getOrDefault(value.text(), UNITS.getOrDefault(value.text(), value.sql()));
        }

        private String newNumber(String table, Value value) {
            List<Long> all = numbers.getOrDefault(table, List.of());
            int at = all.indexOf(Long.valueOf(value.text()));
            return at < 0 ? value.sql() : "(%d + c.i * %d + %d)".formatted(bases.get(table), all.size(), at);
        }
    }

    private static Value value(ResultSet row, int column, String type) throws SQLException {
        byte[] bytes = type.equals("bytea") || type.equals("binary_data") ? row.getBytes(column) : null;
        return bytes == null
                ? new Value(type.equals("binary_data") ? "bytea" : type, row.getString(column))
                : new Value("bytea", HexFormat.of().formatHex(bytes));
    }

    /** @param text as PostgreSQL writes it; null = null; bytes in hexadecimal digits */
    private record Value(String type, String text) {

        private static final Set<String> NUMBERS =
                Set.of("int2", "int4", "int8", "serial", "bigserial", "numeric", "float8", "bool");
        private static final Set<String> TIMES = Set.of("timestamp", "timestamptz", "date");

        boolean isNumber() {
            return NUMBERS.contains(type);
        }

        boolean isTime() {
            return TIMES.contains(type);
        }

        String sql() {
            return type.equals("bytea")
                    ? "'\\x" + text + "'::bytea"
                    : "'" + text.replace("'", "''") + "'" + (isNumber() ? "::" + realType() : "");
        }

        private String realType() {
            return type.equals("bigserial") ? "int8" : type.equals("serial") ? "int4" : type;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        long[] found = {0};
        each(sql, row -> found[0] = row.getLong(1));
        return found[0];
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private interface RowReader {

        void read(ResultSet row) throws SQLException;
    }
}
