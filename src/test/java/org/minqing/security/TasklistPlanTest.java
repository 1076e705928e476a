package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.Explained;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.inbox.TaskPageSpeed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL reads Tasklist's own lists and their numbers, for a unit among very many others. */
@MinqingTest
class TasklistPlanTest {

    private static final int UNITS = 1000;
    private static final int TASKS = 50_000;
    private static final String OFFICER = "plan-officer";

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ProcessDriver driver;

    @Autowired
    InboxAnswers answers;

    private TaskPageSpeed others;
    private String unit;

    @BeforeEach
    void fill() {
        assumeThat(TestDatabase.isPostgres()).as("plans are PostgreSQL's").isTrue();
        others = new TaskPageSpeed(jdbc);
        others.fill(UNITS, TASKS, driver.file(TestDirectory.GRID).id());
        unit = others.unit(7);
        jdbc.update(
                "insert into officer (id, name, unit_code, roles, first_responsible, state)"
                        + " values (?, '测量', ?, 'DEPARTMENT_STAFF', false, 'ACTIVE')",
                OFFICER,
                unit);
        jdbc.execute("analyze inbox");
    }

    @AfterEach
    void clear() {
        if (others != null) {
            others.clear();
            jdbc.execute("analyze inbox");
        }
    }

    @Test
    void listsAndTheirNumbers_readTheUnitsOwnRowsAlone() {
        lists().forEach((name, list) -> {
            InboxAnswers.Question asked =
                    answers.question(asTasklistAsks(list), OFFICER).orElseThrow();
            for (String sql : List.of(asked.page().replace(":first", "0").replace(":most", "15"), asked.count())) {
                List<String> plan = JdbcClient.create(jdbc)
                        .sql("explain (analyze, timing off, summary off) " + sql)
                        .params(asked.parameters())
                        .query(String.class)
                        .list();
                assertThat(plan)
                        .as("%s: %s", name, sql)
                        .noneMatch(line -> line.contains("Seq Scan"))
                        .noneMatch(line -> Explained.number(line, "actual rows=") > 2 * TASKS / UNITS);
            }
        });
    }

    /** With Tasklist's own order behind the list's. */
    private static TaskQueryImpl asTasklistAsks(TaskQuery list) {
        return (TaskQueryImpl) ((TaskQueryImpl) list)
                .extend(new TaskQueryImpl().orderByTaskCreateTime().desc());
    }

    /** The lists as an officer of the unit reads them. */
    private Map<String, TaskQuery> lists() {
        Date now = new Date();
        Map<String, TaskQuery> lists = new LinkedHashMap<>();
        lists.put("待认领", ofMyUnit().taskUnassigned().orderByTaskCreateTime().desc());
        lists.put(
                "我的在办",
                new TaskQueryImpl().taskAssignee(OFFICER).orderByDueDate().asc());
        lists.put(
                "立刻办",
                ofMyUnit()
                        .includeAssignedTasks()
                        .taskPriority(100)
                        .orderByDueDate()
                        .asc());
        lists.put(
                "即将到期",
                ofMyUnit()
                        .includeAssignedTasks()
                        .dueAfter(now)
                        .dueBefore(now)
                        .orderByDueDate()
                        .asc());
        lists.put(
                "已超期",
                ofMyUnit()
                        .includeAssignedTasks()
                        .dueBefore(now)
                        .orderByDueDate()
                        .asc());
        lists.put(
                "待签字",
                ofMyUnit()
                        .includeAssignedTasks()
                        .taskDefinitionKeyIn("a", "b")
                        .orderByDueDate()
                        .asc());
        lists.put(
                "待回访",
                ofMyUnit()
                        .includeAssignedTasks()
                        .taskDefinitionKey("a")
                        .orderByDueDate()
                        .asc());
        lists.put("单位全部", ofMyUnit().includeAssignedTasks().orderByDueDate().desc());
        return lists;
    }

    private TaskQuery ofMyUnit() {
        return new TaskQueryImpl().taskCandidateGroupIn(List.of(unit, "role-department-staff"));
    }
}
