package org.minqing.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.notification.RelayRun;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one full case may cost PostgreSQL, step by step: {@code cost/budgets.csv} on the test class path. A step that costs
 * more fails, and one that costs clearly less too, so that the table says what is true.
 */
@MinqingTest
class CaseBudgetTest {

    private static final int RUNS = 5;
    /** Odd runs meet a page split in some index; the median of several hardly. */
    private static final double WAL_SLACK = 0.12;
    /** How much less may be written than the table says: it depends on what the tests before have left in the pages. */
    private static final double WAL_LESS = 0.4;

    private static final double STATEMENT_SLACK = 0.05;

    @Autowired
    FullCase cases;

    @Autowired
    ProcessDriver driver;

    @Autowired
    ManagementService management;

    @Autowired
    RelayRun relay;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void mondayMorning_onlyOnPostgresql() {
        assumeTrue(TestDatabase.isPostgres(), "costs are measured on PostgreSQL");
        driver.clock("2026-03-02T10:00");
        jdbc.sql("update notification set state = 'DELIVERED' where state <> 'DELIVERED'")
                .update();
    }

    @Test
    void fullCase_everyStepCostsItsBudget() throws IOException {
        Map<String, List<Meter.Cost>> measured = new LinkedHashMap<>();
        Meter meter = new Meter(TestDatabase.postgres(), "postgres");
        meter.quiet(true);
        try {
            play((name, step) -> step.run());
            for (int run = 0; run < RUNS; run++) {
                play((name, step) -> {
                    meter.start();
                    step.run();
                    measured.computeIfAbsent(name, none -> new ArrayList<>()).add(meter.stop());
                });
            }
            Census.write(Path.of("target/cost-census.txt"), table(measured), meter, measured);
        } finally {
            meter.quiet(false);
        }
        Map<String, Budget> budgets = budgets();
        assertThat(budgets.keySet()).as("steps in cost/budgets.csv").containsExactlyElementsOf(measured.keySet());
        List<String> wrong = new ArrayList<>();
        measured.forEach((step, costs) -> check(step, costs, budgets.get(step), wrong));
        assertThat(wrong)
                .as(() -> "target/cost-census.txt has the WAL too; as measured:\n%s\nstatements:\n%s"
                        .formatted(table(measured), Census.bySteps(measured)))
                .isEmpty();
    }

    private void play(BiConsumer<String, Runnable> step) {
        Appeal appeal = cases.play(step);
        assertThat(appeal.state()).isEqualTo(AppealState.CLOSED);
        step.accept("deliver", relay::run);
        missed(step);
    }

    /** Beside the full case: a grid is warned, misses its deadline, and the case goes up. */
    private void missed(BiConsumer<String, Runnable> step) {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = driver.file(TestDirectory.GRID);
        fire("warning", "event_levelWarning", appeal, step);
        fire("missed", "event_levelDeadline", appeal, step);
        driver.clock("2026-03-02T10:00");
        relay.run(); // so that the next case's delivery is of its own notices alone
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
    }

    private void fire(String name, String activity, Appeal appeal, BiConsumer<String, Runnable> step) {
        Job timer = driver.instances(appeal).stream()
                .flatMap(instance ->
                        management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .activityId(activity)
                                .list()
                                .stream())
                .findFirst()
                .orElseThrow();
        ClockUtil.setCurrentTime(timer.getDuedate());
        step.accept(name, () -> management.executeJob(timer.getId()));
    }

    private static void check(String step, List<Meter.Cost> costs, Budget budget, List<String> wrong) {
        compare(step, "statements", median(costs, Meter.Cost::statements), budget.statements(), STATEMENT_SLACK, wrong);
        compare(step, "commits", median(costs, Meter.Cost::commits), budget.commits(), 0, wrong);
        compare(step, "WAL bytes", median(costs, Meter.Cost::wal), budget.wal(), WAL_LESS, wrong);
    }

    private static void compare(String step, String what, long is, long budget, double slack, List<String> wrong) {
        if (is > budget) {
            wrong.add("%s: %d %s, budget %d: %d too many".formatted(step, is, what, budget, is - budget));
        } else if (is < budget - Math.max(slack * budget, slack > 0 ? 1 : 0)) {
            wrong.add("%s: %d %s, budget %d: cheaper by %d, write it down"
                    .formatted(step, is, what, budget, budget - is));
        }
    }

    private static long median(List<Meter.Cost> costs, ToLongFunction<Meter.Cost> of) {
        return costs.stream()
                .mapToLong(of)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** As the file is written: WAL with its slack, rounded up to 100 bytes. */
    private static String table(Map<String, List<Meter.Cost>> measured) {
        StringBuilder table = new StringBuilder("step,statements,commits,wal\n");
        measured.forEach((step, costs) -> table.append("%s,%d,%d,%d%n"
                .formatted(
                        step,
                        median(costs, Meter.Cost::statements),
                        median(costs, Meter.Cost::commits),
                        (long) Math.ceil(median(costs, Meter.Cost::wal) * (1 + WAL_SLACK) / 100) * 100)));
        return table.toString();
    }

    private Map<String, Budget> budgets() throws IOException {
        Map<String, Budget> budgets = new LinkedHashMap<>();
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(getClass().getResourceAsStream("/cost/budgets.csv"), StandardCharsets.UTF_8))) {
            file.readLine();
            for (String line = file.readLine(); line != null; line = file.readLine()) {
                String[] cells = line.split(",");
                budgets.put(
                        cells[0],
                        new Budget(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), Integer.parseInt(cells[3])));
            }
        }
        return budgets;
    }

    private record Budget(int statements, int commits, int wal) {}
}
