package org.minqing.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.minqing.Explained;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.security.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL reads a department's pages of tasks over REST, for a unit with many among very many others. */
@MinqingTest
class TaskPagePlanTest {

    private static final int UNITS = 50;
    private static final int TASKS = 50_000;
    private static final int PAGE = 50;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource database;

    @Autowired
    ProcessDriver driver;

    @Autowired
    TaskRules rules;

    @Autowired
    Clock clock;

    private TaskPageSpeed others;

    @BeforeEach
    void fill() {
        assumeThat(TestDatabase.isPostgres()).as("plans are PostgreSQL's").isTrue();
        others = new TaskPageSpeed(jdbc);
        others.fill(UNITS, TASKS, driver.file(TestDirectory.GRID).id());
        jdbc.execute("vacuum (analyze) inbox");
    }

    @AfterEach
    void clear() {
        if (others != null) {
            others.clear();
            jdbc.execute("analyze inbox");
        }
    }

    @ParameterizedTest
    @EnumSource
    void inWhateverOrder_theUnitsOwnTasksAreToldByTheIndex_andReadForThePageAlone(TaskOrder order) {
        Explained explained = new Explained(database);
        TaskRowRepository tasks = new TaskRowRepository(JdbcClient.create(explained), rules, clock);
        Scope scope = new Scope(false, "nobody", others.unit(7), "");
        TaskFilter all = new TaskFilter(null, null, null, null, null, null, null, null);
        List<TaskRow> first = tasks.page(scope, all, order, null, PAGE);
        assertThat(first).hasSize(PAGE);
        assertThat(tasks.page(scope, all, order, order.cursorOf(first.get(PAGE - 1)), PAGE))
                .hasSize(PAGE)
                .doesNotContainAnyElementsOf(first);
        assertThat(explained.plans())
                .anyMatch(line -> line.contains("Index Only Scan") && line.contains("inbox_unit_order"))
                .noneMatch(line -> line.contains("Seq Scan on inbox") || line.contains("Seq Scan on appeal"))
                .noneMatch(line -> line.contains("inbox_pkey") && rowsOf(line) > PAGE)
                .noneMatch(line -> rowsOf(line) > 2.0 * TASKS / UNITS);
    }

    /** How many rows a step of a plan has handed on, in all of its turns. */
    private static double rowsOf(String line) {
        return Explained.number(line, "actual rows=") * Explained.number(line, " loops=");
    }
}
