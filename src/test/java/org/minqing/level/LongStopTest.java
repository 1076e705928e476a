package org.minqing.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.GRID;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The system stood still for days, and many levels have expired meanwhile. Everything happens in a year of its own, so
 * that timers of other tests are not due.
 */
@MinqingTest
class LongStopTest {

    private static final int ANY = 1;

    @Autowired
    ProcessDriver driver;

    @Autowired
    LevelBacklog backlog;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcClient jdbc;

    private final List<Appeal> appeals = new ArrayList<>();

    /** Ordinary ones due at 17:30 on Tuesday, two urgent ones in the same second, and one that was due before. */
    @BeforeEach
    void standstill() {
        driver.clock("2001-03-05T10:00");
        IntStream.range(0, 3).forEach(i -> appeals.add(driver.file(GRID)));
        driver.clock("2001-03-06T15:30");
        appeals.add(driver.file(GRID, Signal.DANGER));
        appeals.add(driver.file(GRID, Signal.DANGER));
        driver.clock("2001-03-06T15:00");
        appeals.add(driver.file(GRID, Signal.DANGER));
        Collections.shuffle(appeals);
        driver.clock("2001-03-09T09:00");
    }

    @Test
    void breachesAreRecordedFirst_inDueOrder_urgentFirstAmongEquals_andTheMovesFindThemRecorded() {
        assertThat(backlog.record(ANY)).isEqualTo(6);

        List<Long> recorded = breaches();
        assertThat(recorded).containsExactlyElementsOf(inOrder());
        appeals.forEach(appeal -> {
            assertThat(driver.reload(appeal).level()).isEqualTo(Level.GRID);
            assertThat(driver.last(appeal, TimelineKind.BREACHED).step().elementId())
                    .isEqualTo("serviceTask_recordBreach");
        });
        assertThat(backlog.record(ANY)).as("recorded once only").isZero();

        List<Long> moved = moves();
        assertThat(moved).containsExactlyElementsOf(inOrder());
        appeals.forEach(appeal -> {
            assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
            assertThat(driver.kinds(appeal))
                    .filteredOn(kind -> kind == TimelineKind.BREACHED || kind == TimelineKind.REMINDED)
                    .containsExactly(TimelineKind.BREACHED, TimelineKind.REMINDED);
            assertThat(reminders(appeal)).isEqualTo(1);
            assertThat(driver.kinds(appeal)).as("too late to warn").doesNotContain(TimelineKind.WARNED);
        });
        assertThat(breaches()).hasSize(6);
    }

    @Test
    void fewDeadlines_areLeftToTheirMoves() {
        assertThat(backlog.record(7)).isZero();
        assertThat(breaches()).isEmpty();
        moves();
        assertThat(breaches()).hasSize(6);
    }

    /** Lets the engine take its jobs as it does by itself, one by one. */
    private List<Long> moves() {
        List<Long> moved = new ArrayList<>();
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        for (String next = next(configuration); next != null; next = next(configuration)) {
            List<Long> before = onGrid();
            management.executeJob(next);
            before.removeAll(onGrid());
            moved.addAll(before);
        }
        return moved;
    }

    private static String next(ProcessEngineConfigurationImpl configuration) {
        List<AcquirableJobEntity> jobs = configuration
                .getCommandExecutorTxRequired()
                .execute(command -> command.getJobManager().findNextJobsToExecute(new Page(0, 1)));
        return jobs.isEmpty() ? null : jobs.get(0).getId();
    }

    private List<Long> onGrid() {
        return new ArrayList<>(appeals.stream()
                .filter(appeal -> driver.reload(appeal).level() == Level.GRID)
                .map(Appeal::id)
                .toList());
    }

    /** By hand: the one that was due first, then the urgent ones of the second, then the others; as filed among equals. */
    private List<Long> inOrder() {
        Instant shared = at("2001-03-06T17:30");
        List<Long> order = new ArrayList<>();
        appeals.stream().filter(a -> a.dueAt().isBefore(shared)).map(Appeal::id).forEach(order::add);
        for (boolean urgent : List.of(true, false)) {
            appeals.stream()
                    .filter(a -> a.dueAt().equals(shared))
                    .filter(a -> a.receivedAt().isAfter(at("2001-03-06T00:00")) == urgent)
                    .map(Appeal::id)
                    .sorted()
                    .forEach(order::add);
        }
        assertThat(order).hasSize(6);
        return order;
    }

    private List<Long> breaches() {
        return jdbc.sql("select appeal_id from breach where appeal_id in (:appeals) order by id")
                .param("appeals", appeals.stream().map(Appeal::id).toList())
                .query(Long.class)
                .list();
    }

    private int reminders(Appeal appeal) {
        return jdbc.sql("select count(*) from notification where appeal_id = ? and template = 'REMINDER'")
                .param(appeal.id())
                .query(Integer.class)
                .single();
    }
}
