package org.minqing.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.minqing.TestDatabase;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** How PostgreSQL reads the three lists, on a database of its own filled by SQL. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseListPlanTest {

    private static final int CASES = Integer.getInteger("minqing.plan.cases", 60_000);
    private static final String DATABASE = "plans";

    private DataSource database;

    @BeforeAll
    void fill() throws Exception {
        assumeTrue(TestDatabase.isPostgres(), "plans are PostgreSQL's");
        DataSource server = TestDatabase.postgres().getPostgresDatabase();
        JdbcClient.create(server).sql("create database " + DATABASE).update();
        database = TestDatabase.postgres().getDatabase("postgres", DATABASE);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/postgresql")
                .load()
                .migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        for (String sql : FILL.formatted(CASES).split(";")) {
            jdbc.sql(sql).update();
        }
    }

    /** Ten districts of ten streets of ten communities; two of three cases open. */
    private static final String FILL = """
            insert into unit values ('42', 'city', 'CITY', null, '/42/');
            insert into unit select '42' || d, 'd', 'DISTRICT', '42', '/42/42' || d || '/' from generate_series(0, 9) d;
            insert into unit select code || s, 's', 'STREET', code, path || code || s || '/'
                from unit, generate_series(0, 9) s where level = 'DISTRICT';
            insert into unit select code || c, 'c', 'COMMUNITY', code, path || code || c || '/'
                from unit, generate_series(0, 9) c where level = 'STREET';
            insert into unit select '420-F' || f, 'p', 'DEPARTMENT', '420', '/42/420/420-F' || f || '/'
                from generate_series(1, 200) f;
            insert into appeal (number, source, source_id, requester_kind, subject, text, category, signals, reported_at,
                    received_at, place_unit, place_path, urgency, state, level, level_unit, due_at, round, return_count,
                    callback_attempts, replied_at, resolved_unit)
                select 'n' || i, 'test', i, 'RESIDENT', 'subject', repeat('text ', 80), lpad((i %% 40)::text, 4, '0'), '',
                    now(), now() - i * interval '1 minute', u.code, u.path,
                    (array['IMMEDIATE', 'BY_DEADLINE', 'PHASED'])[1 + i %% 3],
                    case when i %% 3 = 0 then 'CLOSED' else 'OPEN' end, 'COMMUNITY', u.code,
                    case when i %% 3 = 0 then null else now() + (i %% 9973) * interval '1 minute' end, 1, 0, 0,
                    case when i %% 3 = 0 then now() - i * interval '1 minute' end, u.code
                from generate_series(1, %d) i
                    join (select *, row_number() over (order by code) as n from unit where level = 'COMMUNITY') u
                        on u.n = 1 + (i * 7) %% 1000;
            insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number, subject,
                    unit_code, unit_path, place_path, level, urgency, category, due_at, created_at)
                select 't' || id, 'p', 'k', 'handle', id, number, subject, level_unit, place_path, place_path, level,
                    urgency, category, due_at, received_at from appeal where state = 'OPEN';
            insert into level_stay (appeal_id, round, level, unit_code, entered_at, due_at, warn_at, process_instance_id)
                select id, 1, 'JOINT', '420', now(), now(), now(), 'p' from appeal where id %% 10 = 0;
            insert into joint_research (appeal_id, stay_id, area_code, lead_department, guidance_group, state,
                    process_instance_id)
                select appeal_id, id, '420', '420-F' || 1 + id %% 200, '420-F' || 1 + id %% 190, 'WORKING', 'p' from level_stay;
            insert into department_part (research_id, appeal_id, unit_code, state, notified_at, due_at, refusals)
                select id, appeal_id, '420-F' || 1 + (id + n) %% 200, 'OPINION', now(), now(), 0
                from joint_research, generate_series(1, 3) n;
            analyze
            """;

    enum Who {
        CITY("42", "/42/", UnitLevel.CITY),
        DISTRICT("420", "/42/420/", UnitLevel.DISTRICT),
        STREET("4203", "/42/420/4203/", UnitLevel.STREET),
        COMMUNITY("42034", "/42/420/4203/42034/", UnitLevel.COMMUNITY),
        DEPARTMENT("420-F7", "/42/420/420-F7/", UnitLevel.DEPARTMENT);

        private final Unit unit;

        Who(String code, String path, UnitLevel level) {
            this.unit = new Unit(code, code, level, level == UnitLevel.CITY ? null : "up", path);
        }

        Reach reach() {
            boolean territory = this != DEPARTMENT;
            return new Reach(
                    new Scope(false, "somebody", unit.code(), territory ? unit.path() + "%" : ""),
                    unit,
                    territory ? unit : null);
        }
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void pageIsRead_noGrowingTableIsScannedAndNoOtherPeoplesRowsAreSorted(Who who) {
        for (CaseList list : CaseList.values()) {
            CaseListRepository rows = new CaseListRepository(
                    JdbcClient.create(explaining("explain (analyze, timing off, summary off) ")), Clock.systemUTC());
            List<String> plan = rows.page(
                    list, who.reach(), Optional.empty(), CaseFilter.NONE, null, 51, (row, n) -> row.getString(1));
            assertThat(plan)
                    .as("%s of %s", list, who)
                    .noneMatch(line -> line.matches(".*Seq Scan on (appeal|inbox|department_part|joint_research).*"))
                    .noneMatch(line -> line.matches(".*Sort .*") && rowsOf(line) > 2_000);
        }
    }

    private static long rowsOf(String line) {
        String rows = line.replaceAll(".*actual rows=([0-9.]+).*", "$1");
        return rows.equals(line) ? 0 : (long) Double.parseDouble(rows);
    }

    private DataSource explaining(String prefix) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection real = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                            if (method.getName().equals("prepareStatement")) {
                                args[0] = prefix + args[0];
                            }
                            try {
                                return method.invoke(real, args);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
            }
        };
    }
}
