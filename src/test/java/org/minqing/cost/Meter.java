package org.minqing.cost;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads from a PostgreSQL server what a stretch of work has cost one of its databases. Statements are the server's own
 * count, so a batch counts as what reaches the server. WAL is the distance that the log moved: nobody else may write
 * meanwhile, so full-page images and autovacuum are turned off ({@link #quiet}) and checkpoints change nothing.
 */
public final class Meter {

    private static final String OWN_DATABASE = "meter";

    private final EmbeddedPostgres server;
    private final String database;
    private final JdbcTemplate sql;
    private String from;

    /** @param database the one whose cost is read; the meter keeps to another, so that it does not count itself */
    public Meter(EmbeddedPostgres server, String database) {
        this.server = server;
        this.database = database;
        JdbcTemplate any = new JdbcTemplate(server.getPostgresDatabase());
        if (any.queryForList("select 1 from pg_database where datname = ?", OWN_DATABASE)
                .isEmpty()) {
            any.execute("create database " + OWN_DATABASE);
        }
        this.sql = new JdbcTemplate(server.getDatabase("postgres", OWN_DATABASE));
        sql.execute("create extension if not exists pg_stat_statements");
        sql.execute("create extension if not exists pg_walinspect");
    }

    /** Turns off what writes WAL by itself, as long as something is measured. */
    public void quiet(boolean on) {
        for (String setting : List.of("full_page_writes", "autovacuum")) {
            sql.execute(on ? "alter system set " + setting + " = off" : "alter system reset " + setting);
        }
        sql.execute("select pg_reload_conf()");
    }

    public void start() {
        sql.queryForList(
                "select pg_stat_statements_reset(0, (select oid from pg_database where datname = ?), 0)", database);
        from = sql.queryForObject("select pg_current_wal_insert_lsn()::text", String.class);
    }

    /** What it has cost since {@link #start}. */
    public Cost stop() {
        String to = sql.queryForObject("select pg_current_wal_insert_lsn()::text", String.class);
        List<Line> lines = sql.query(
                """
                        select query, calls, rows, wal_bytes from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = ?)
                          and query !~* '^(begin|commit|rollback|set|show|savepoint|release|start transaction)\\M'
                        order by calls desc, query""", (row, n) -> new Line(row.getString(1), row.getInt(2), row.getInt(3), row.getLong(4)), database);
        Long wal = sql.queryForObject("select (?::pg_lsn - ?::pg_lsn)::bigint", Long.class, to, from);
        Integer commits = wal == 0
                ? Integer.valueOf(0)
                : sql.queryForObject(
                        "select coalesce(sum(count), 0)::int from pg_get_wal_stats(?::pg_lsn, ?::pg_lsn, true)"
                                + " where \"resource_manager/record_type\" like 'Transaction/COMMIT%'",
                        Integer.class, from, to);
        return new Cost(lines.stream().mapToInt(Line::calls).sum(), commits, wal, lines, from, to);
    }

    /** Which tables and indexes the log of a stretch was written for, in bytes. */
    public Map<String, Long> walByRelation(Cost cost) {
        Map<Long, Long> byFile = new TreeMap<>();
        sql.query(
                "select relfilenode, sum(record_length / greatest(1, blocks))::bigint from (select relfilenode,"
                        + " record_length, count(*) over (partition by start_lsn) as blocks"
                        + " from pg_get_wal_block_info(?::pg_lsn, ?::pg_lsn)) b group by 1",
                row -> {
                    byFile.put(row.getLong(1), row.getLong(2));
                },
                cost.from(),
                cost.to());
        Map<String, Long> byName = new TreeMap<>();
        new JdbcTemplate(server.getDatabase("postgres", database))
                .query("select relfilenode, relname from pg_class where relfilenode <> 0", row -> {
                    Long bytes = byFile.get(row.getLong(1));
                    if (bytes != null) {
                        byName.put(row.getString(2), bytes);
                    }
                });
        return byName;
    }

    /**
     * @param commits those that wrote something
     * @param wal bytes
     */
    public record Cost(int statements, int commits, long wal, List<Line> lines, String from, String to) {

        public int rows() {
            return lines.stream().filter(Line::writes).mapToInt(Line::rows).sum();
        }
    }

    /** One statement, its parameters left out. */
    public record Line(String query, int calls, int rows, long wal) {

        boolean writes() {
            return query.matches("(?is)\\s*(insert|update|delete)\\b.*");
        }

        /** {@code engine}, or {@code ours}. */
        public String origin() {
            return query.matches("(?is).*\\bact_(ru|hi|ge|re|id)_.*") ? "engine" : "ours";
        }

        /** The statement in one line, cut. */
        public String brief(int length) {
            String line = query.replaceAll("\\s+", " ").strip();
            return line.length() > length ? line.substring(0, length) : line;
        }
    }
}
