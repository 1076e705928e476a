package org.minqing.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.rest.ApiClient;
import org.minqing.security.TokenService;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** 50 of 100,000 open tasks of 3,000 units: found by walking along the unit's own index, on PostgreSQL. */
@MinqingTest
class TaskPageTest {

    private static final int UNITS = 3000;
    private static final int TASKS = 100_000;

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ProcessDriver driver;

    @Autowired
    TokenService tokens;

    private TaskPageSpeed speed;

    @BeforeEach
    void fill() {
        assumeThat(TestDatabase.isPostgres()).as("plans are PostgreSQL's").isTrue();
        speed = new TaskPageSpeed(jdbc);
        long appeal = driver.file(TestDirectory.GRID).id();
        speed.fill(UNITS, TASKS, appeal);
        jdbc.execute("analyze inbox");
    }

    @AfterEach
    void clear() {
        if (speed != null) {
            speed.clear();
            jdbc.execute("analyze inbox");
        }
    }

    @Test
    void pageOfALargeUnit_walksAlongItsOwnIndexAndStops() {
        give(speed.unit(7), 150);
        String plan = String.join("\n", jdbc.queryForList("""
                        explain select i.* from inbox i where i.unit_code = '%s'
                        and (i.due_order, i.task_id) > (now(), '') order by i.due_order asc, i.task_id asc
                        fetch first 51 rows only""".formatted(speed.unit(7)), String.class));
        assertThat(plan).contains("Index Scan using inbox_unit_order").doesNotContain("Sort");
    }

    /** How long it takes is said, not asserted: a busy machine decides it, and the plan above does not let it grow. */
    @Test
    void pageOverHttp_amongManyTasksOfOthers_isWhole() {
        give(speed.unit(7), 3);
        ApiClient system =
                ApiClient.bearer(port, tokens.issue(speed.unit(7), "测量", 1).secret());
        assertThat(system.get("/api/v1/tasks?limit=50").body().get("tasks")).hasSize(50);
        double millis = TaskPageSpeed.percentile95(100, () -> system.get("/api/v1/tasks?limit=50"));
        LoggerFactory.getLogger(TaskPageTest.class)
                .warn("page of 50 among {} open tasks of {} units over HTTP: 95 % within {} ms", TASKS, UNITS, millis);
    }

    /** The tasks of some of the filled units become those of one. */
    private void give(String unit, int units) {
        for (int i = 0; i < units; i++) {
            jdbc.update("update inbox set unit_code = ? where unit_code = ?", unit, speed.unit(100 + i));
        }
        jdbc.execute("analyze inbox");
    }
}
