package org.minqing.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Signal;
import org.minqing.cost.FullCase;
import org.minqing.directory.DirectoryImporter;
import org.minqing.insight.KeptFigures;
import org.minqing.security.TestUsers;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A city full of cases: the real directory of Wuhan with a grid for each community and the departments of each district,
 * and as many open and finished cases as wanted, spread over all of its grids, copied from cases that the real services
 * have played ({@link CaseCopies}). One street has very many tasks.
 */
final class City {

    static final String PASSWORD = "Correct-horse-7";
    static final String FULL_DISTRICT = "420111";

    private static final String FUNCTIONS = "URBAN HOUSING CONSTRUCTION SCIENCE POWER WATER GAS TRANSPORT POLICE LABOUR"
            + " CIVIL EDUCATION HEALTH MEDICAL_INSURANCE ENVIRONMENT MARKET COMMERCE PLANNING CULTURE EMERGENCY PARKS"
            + " AGRICULTURE FINANCE TAX JUSTICE LETTERS ADMIN_SERVICE";
    /** Due between one day ago and two weeks ahead: a few overdue. */
    private static final String OPEN = "((i * 104729) % 21600 - 1440) * interval '1 minute'";
    /** In the last twenty months. */
    private static final String FINISHED = "-(i * 104729 % 600) * interval '1 day'";

    private static final String HANDLE = "userTask_handleAppeal";

    private final MinqingApp app;
    private final String url;
    private final JdbcTemplate sql;

    City(MinqingApp app, BenchServer server, String database) {
        this.app = app;
        this.url = server.url(database);
        this.sql = server.sql(database);
    }

    /** Imports the directory and lets one officer of each kind sign in, unless that was done. */
    void settle() throws IOException {
        app.bean(TestUsers.class).administrator();
        if (count("unit") < 3000) {
            DirectoryImporter importer = app.bean(DirectoryImporter.class);
            importer.importUnits(
                    Path.of(System.getProperty("minqing.data", "../shared/data"), "divisions", "wuhan.csv"));
            StringBuilder more = new StringBuilder("code,name,level,parent_code\n");
            sql.query("select code, name from unit where level = 'COMMUNITY'", row -> {
                more.append("%s001,%s第一网格,GRID,%1$s%n".formatted(row.getString(1), row.getString(2)));
            });
            sql.query("select code, name from unit where level = 'DISTRICT'", row -> {
                for (String function : FUNCTIONS.split(" ")) {
                    more.append(
                            "%s-%s,%s%2$s,DEPARTMENT,%1$s%n".formatted(row.getString(1), function, row.getString(2)));
                }
                more.append("%s-GUIDE-1,%s第一指导组,GUIDANCE_GROUP,%1$s%n".formatted(row.getString(1), row.getString(2)));
            });
            importer.importUnits(new ByteArrayInputStream(more.toString().getBytes(StandardCharsets.UTF_8)));
            importer.importOfficers(new ByteArrayInputStream(officers().getBytes(StandardCharsets.UTF_8)), PASSWORD);
            sql.update("insert into officer (id, name, unit_code, roles, first_responsible, state) select 'o-' || code,"
                    + " name, code, case level when 'GRID' then 'GRID_MEMBER' when 'COMMUNITY' then 'COMMUNITY_STAFF'"
                    + " when 'STREET' then 'STREET_STAFF' else 'DEPARTMENT_STAFF' end, false, 'ACTIVE' from unit"
                    + " where level in ('GRID', 'COMMUNITY', 'STREET', 'DEPARTMENT')");
            sql.execute("analyze unit, officer");
            forgetPlans();
        }
    }

    /**
     * Ends all connections: each keeps the plans that it has made while the directory was empty. In production, connections
     * are renewed every half hour.
     */
    private void forgetPlans() {
        try {
            app.bean(DataSource.class)
                    .unwrap(HikariDataSource.class)
                    .getHikariPoolMXBean()
                    .softEvictConnections();
        } catch (SQLException otherPool) {
            throw new IllegalStateException(otherPool);
        }
    }

    /** The street that has very many tasks. */
    String fullStreet() {
        return sql.queryForObject(
                "select min(code) from unit where level = 'STREET' and parent_code = ? and name not like '%管理%'",
                String.class, FULL_DISTRICT);
    }

    String grid() {
        return sql.queryForObject(
                "select min(g.code) from unit g join unit c on c.code = g.parent_code where g.level = 'GRID' and c.parent_code = ?",
                String.class,
                fullStreet());
    }

    /** Names by which somebody would say where it is. */
    List<String> communities() {
        return sql.queryForList(
                "select d.name || s.name || c.name from unit c join unit s on s.code = c.parent_code"
                        + " join unit d on d.code = s.parent_code where c.level = 'COMMUNITY' order by c.code",
                String.class);
    }

    private String officers() {
        String street = fullStreet();
        String grid = grid();
        return """
                id,name,unit_code,roles,email,first_responsible
                b-grid,网格员,%1$s,GRID_MEMBER,,false
                b-community,社区工作人员,%2$s,COMMUNITY_STAFF,,false
                b-street,街道工作人员,%3$s,STREET_STAFF,,false
                b-desk,派单员,%4$s-DISPATCH,DISPATCHER,,false
                b-department,部门工作人员,%4$s-POWER,DEPARTMENT_STAFF,,false
                b-district,区领导,%4$s,LEADER,,false
                b-city,市领导,%5$s,LEADER,,false
                """.formatted(grid, grid.substring(0, 12), street, FULL_DISTRICT, TestDirectory.CITY);
    }

    /**
     * Adds cases until there are so many.
     *
     * @param engineToo false to add open cases only as the rows that lists read
     */
    void grow(long open, long finished, boolean engineToo) throws SQLException {
        long openMissing = open - count("appeal where state = 'OPEN' or state = 'CLOSING'");
        long finishedMissing = finished - count("appeal where state = 'CLOSED'");
        if (openMissing > 0 || finishedMissing > 0) {
            copy(openMissing, finishedMissing, engineToo);
        }
        if (count("counted_case") < count("appeal")) {
            app.bean(KeptFigures.class).recount();
            sql.update("update audit_chain set timeline_from = (select coalesce(max(id), 0) from timeline_entry)");
            sql.execute("vacuum analyze");
        }
    }

    /** One of thirty cases has missed its last deadline and is supervised, one of ninety censured. */
    void superviseSome() {
        if (count("breach where supervised_at is not null") < count("appeal") / 40) {
            sql.update(
                    "insert into breach (appeal_id, level, unit_code, due_at, reminded_at, supervised_at, censured_at)"
                            + " select id, coalesce(level, 'STREET'), coalesce(level_unit, place_unit), received_at"
                            + " + interval '5 days', received_at + interval '5 days', received_at + interval '8 days',"
                            + " case when id % 3 = 0 then received_at + interval '10 days' end"
                            + " from appeal where id % 30 = 0");
            sql.execute("vacuum analyze breach");
        }
    }

    private void copy(long openMissing, long finishedMissing, boolean engineToo) throws SQLException {
        String street = fullStreet();
        String anywhere = "d.code <> '" + TestDirectory.CITY + "'";
        try (Connection connection = DriverManager.getConnection(url)) {
            CaseCopies copies = new CaseCopies(connection);
            if (openMissing > 0) {
                copies.copy(playedTo("receive"), openMissing * 30 / 100, anywhere, OPEN, engineToo);
                copies.copy(urgent(), openMissing * 5 / 100, anywhere, OPEN, engineToo);
                copies.copy(playedTo("grid"), openMissing * 30 / 100, anywhere, OPEN, engineToo);
                copies.copy(playedTo("community"), openMissing * 15 / 100, anywhere, OPEN, engineToo);
                copies.copy(playedTo("community"), openMissing * 5 / 100, "s.code = '" + street + "'", OPEN, engineToo);
                copies.copy(playedTo("convene"), openMissing * 4 / 100, anywhere, OPEN, engineToo);
                copies.copy(playedTo("groupSigns"), openMissing * 4 / 100, anywhere, OPEN, engineToo);
                copies.copy(playedTo("report"), openMissing * 7 / 100, anywhere, OPEN, engineToo);
            }
            if (finishedMissing > 0) {
                copies.copy(resolvedOnGrid(), finishedMissing * 95 / 100, anywhere, FINISHED, true);
                copies.copy(playedTo("callBack"), finishedMissing * 5 / 100, anywhere, FINISHED, true);
            }
            copies.finish();
        }
    }

    /**
     * Adds cases whose first level expired within the last three days, one of seven urgent, many at the same minute, and
     * some that are about to expire.
     */
    void growOverdue(int overdue, int newlyDue) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            CaseCopies copies = new CaseCopies(connection);
            long usual = playedTo("receive");
            long urgent = urgent();
            copies.copy(usual, overdue - overdue / 7, "true", due(usual, "-(i % 4320) * interval '1 minute'"), true);
            copies.copy(urgent, overdue / 7, "true", due(urgent, "-(i % 4320) * interval '1 minute'"), true);
            copies.copy(usual, newlyDue, "true", due(usual, "interval '1 hour'"), true);
            copies.finish();
        }
        sql.update("update audit_chain set timeline_from = (select coalesce(max(id), 0) from timeline_entry)");
    }

    /** By how much a case's times are moved so that its level is due at a distance from now. */
    private String due(long appealId, String distance) {
        return "now() - (select due_at from appeal where id = %d) + %s".formatted(appealId, distance);
    }

    /** Puts off what would fall due while something else is measured. */
    void putOffTimers() {
        sql.update(
                "update act_ru_job set duedate_ = duedate_ + interval '30 days' where duedate_ < now() + interval '2 hours'");
        sql.update("update notification set state = 'DELIVERED' where state = 'WAITING'");
        sql.update("update figure_mark set settled_id = t.last, seen_id = t.last, seen_at = now()"
                + " from (select coalesce(max(id), 0) as last from timeline_entry) t");
        sql.update("update audit_chain set timeline_from = (select coalesce(max(id), 0) from timeline_entry)");
    }

    private long urgent() {
        return app.bean(ProcessDriver.class)
                .file(TestDirectory.GRID, Signal.DANGER)
                .id();
    }

    private long resolvedOnGrid() {
        ProcessDriver driver = app.bean(ProcessDriver.class);
        Appeal appeal = driver.file(TestDirectory.GRID);
        driver.answer(appeal, HANDLE, "grid-1", "RESOLVE", "reply", "路灯已修复", "people", 300);
        driver.answer(appeal, "userTask_callBack", "desk-1", "SATISFIED");
        return appeal.id();
    }

    /** A case that has come as far as the step of this name; see {@link FullCase}. */
    private long playedTo(String step) {
        try {
            app.bean(FullCase.class).play((name, act) -> {
                act.run();
                if (name.equals(step)) {
                    throw new Reached();
                }
            });
        } catch (Reached there) {
            return sql.queryForObject("select max(id) from appeal", Long.class);
        }
        throw new IllegalArgumentException("no step " + step);
    }

    long count(String what) {
        return sql.queryForObject("select count(*) from " + what, Long.class);
    }

    private static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
