package org.minqing.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.minqing.Explained;
import org.minqing.TestDatabase;
import org.minqing.deadline.DueWords;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL reads the three lists, on a database of its own filled by SQL. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseListPlanTest {

    private static final int CASES = Integer.getInteger("minqing.plan.cases", 60_000);
    private static final String DATABASE = "plans";

    private static final LocalDate TODAY = LocalDate.now();

    private DataSource database;
    private Explained explained;

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
        explained = new Explained(database);
        JdbcClient jdbc = JdbcClient.create(database);
        for (String sql : FILL.formatted(CASES).split(";")) {
            jdbc.sql(sql).update();
        }
    }

    /** Ten districts of ten streets of ten communities; two of three cases open; one street holds a quarter of the tasks. */
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
            update inbox set unit_code = '4203', place_path = '/42/420/4203/4203' || appeal_id %% 10 || '/'
                where appeal_id %% 4 = 0;
            insert into level_stay (appeal_id, round, level, unit_code, entered_at, due_at, warn_at, process_instance_id)
                select id, 1, 'JOINT', '420', now(), now(), now(), 'p' from appeal where id %% 10 = 0;
            insert into joint_research (appeal_id, stay_id, area_code, lead_department, guidance_group, state,
                    process_instance_id)
                select appeal_id, id, '420', '420-F' || 1 + id %% 200, '420-F' || 1 + id %% 190, 'WORKING', 'p' from level_stay;
            insert into department_part (research_id, appeal_id, unit_code, state, notified_at, due_at, refusals)
                select id, appeal_id, '420-F' || 1 + (id + n) %% 200, 'OPINION', now(), now(), 0
                from joint_research, generate_series(1, 3) n;
            insert into counted_case (appeal_id, place_path, received_on, responded, due_on, answered_on, first_time,
                    rated_on, satisfied, stage, overdue)
                select id, place_path, received_at::date, true, received_at::date + 1, replied_at::date, true,
                    replied_at::date, true, 'COMMUNITY', false from appeal;
            insert into breach (appeal_id, place_path, level, unit_code, due_at, reminded_at, supervised_at)
                select id, place_path, 'STREET', place_unit, now(), now(), now() - id * interval '1 second' from appeal
                where id %% 3 = 0;
            insert into supervision_order (appeal_id, place_path, unit_code, words, due_at, ordered_by, ordered_at)
                select appeal_id, place_path, unit_code, 'words', due_at, 'x', supervised_at from breach;
            insert into daily_figure select code, now()::date - d, 1, 1, 1, 1, 1, 1, 1, 1, 1
                from unit, generate_series(0, 60) d;
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
            CaseListRepository rows = new CaseListRepository(jdbc(), Clock.systemUTC());
            rows.page(list, who.reach(), Optional.empty(), CaseFilter.NONE, null, 51, (row, n) -> row.getString(1));
            assertThat(explained.plans())
                    .as("%s of %s", list, who)
                    .isNotEmpty()
                    .noneMatch(CaseListPlanTest::readsAGrowingTableWhole)
                    .noneMatch(
                            line -> line.matches(".*(Sort|Scan) .*") && Explained.number(line, "actual rows=") > 2_000)
                    .noneMatch(line -> Explained.number(line, "Rows Removed by Filter: ") > 2_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void figuresAreRead_noGrowingTableIsScanned(Who who) {
        Reach reach = who.reach();
        OverviewRepository overview = new OverviewRepository(jdbc());
        overview.standing(reach.unit().code());
        overview.days(reach.unit().code(), TODAY.minusDays(30), TODAY);
        overview.busiest(reach.unit().code(), 10);
        if (reach.area() != null) {
            overview.oldest(reach.area(), 10);
        }
        RateRepository rates = new RateRepository(jdbc());
        rates.sums(reach.unit().code(), TODAY.minusDays(30), TODAY);
        rates.below(reach.unit().code(), UnitLevel.STREET, TODAY.minusDays(30), TODAY);
        assertThat(explained.plans())
                .as("overview and rates of %s", who)
                .isNotEmpty()
                .noneMatch(CaseListPlanTest::readsAGrowingTableWhole);
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void casesBehindARateAreRead_noGrowingTableIsScanned(Who who) {
        for (Rate rate : Rate.values()) {
            new RateRepository(jdbc()).cases(rate, who.reach().unit(), TODAY.minusDays(30), TODAY, null, null, 51);
            assertThat(explained.plans())
                    .as("%s of %s", rate, who)
                    .isNotEmpty()
                    .noneMatch(CaseListPlanTest::readsAGrowingTableWhole);
        }
    }

    /** The area's by a walk; of the cases that somebody takes part in elsewhere all that are supervised may be looked at. */
    @ParameterizedTest
    @EnumSource(Who.class)
    void supervisedAreRead_thoseOfTheAreaByAnIndex(Who who) {
        new SupervisionListService(jdbc(), null, new DueWords(Clock.systemUTC())).supervised(who.reach());
        List<String> plans = explained.plans();
        assertThat(plans)
                .as("supervised of %s", who)
                .isNotEmpty()
                .noneMatch(line -> readsAGrowingTableWhole(line) && !line.contains(" breach "));
        if (who != Who.DEPARTMENT) {
            assertThat(plans)
                    .anyMatch(line -> line.matches(".*Scan.* breach_supervised.*"))
                    .anyMatch(line -> line.matches(".*Scan.* supervision_order_.*"));
        }
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(explained);
    }

    private static boolean readsAGrowingTableWhole(String line) {
        return line.matches(".*Seq Scan on (appeal|inbox|department_part|joint_research|counted_case|breach"
                + "|daily_figure|level_stay|timeline_entry)\\b.*");
    }
}
