package org.minqing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.minqing.appeal.TimelineKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many deadlines have passed at once. */
@MinqingTest
@ExtendWith(OutputCaptureExtension.class)
class JobsTogetherTest {

    private static final int WORKERS = 3;
    private static final String NOT_TOGETHER = "did not go together";
    private static final int EVERYTHING = 100_000;

    @Autowired
    ProcessDriver driver;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    private ProcessEngineConfigurationImpl configuration;
    private JobExecutor before;
    private Active executor;

    @BeforeEach
    void mondayMorning_executorThatWeDrive() {
        driver.clock("2026-03-02T10:00");
        configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        before = configuration.getJobExecutor();
        executor = new Active();
        configuration.setJobExecutor(executor);
    }

    @AfterEach
    void executorAsItWas() {
        configuration.setJobExecutor(before);
    }

    @Test
    void manyAreDue_theyGoUpTogetherEachOnce(CapturedOutput output) {
        List<Appeal> appeals = appeals(12);
        run(deadlines(appeals));
        appeals.forEach(appeal -> {
            assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
            assertThat(driver.kinds(appeal)).containsOnlyOnce(TimelineKind.LEVEL_LEFT);
            assertThat(breaches(appeal)).isEqualTo(1);
        });
        assertThat(output).doesNotContain(NOT_TOGETHER);
    }

    @Test
    void oneOfThemFails_theOthersGoUpAndItIsTriedAgainByItself(CapturedOutput output) {
        List<Appeal> appeals = appeals(5);
        List<Job> jobs = deadlines(appeals);
        jdbc.sql("update level_stay set left_at = entered_at where appeal_id = ?")
                .param(appeals.get(2).id())
                .update();
        run(jobs);
        assertThat(appeals.stream().map(driver::reload).map(Appeal::level))
                .containsExactly(Level.COMMUNITY, Level.COMMUNITY, Level.GRID, Level.COMMUNITY, Level.COMMUNITY);
        Job failed = management.createJobQuery().jobId(jobs.get(2).getId()).singleResult();
        assertThat(failed.getRetries()).isLessThan(jobs.get(2).getRetries());
        assertThat(failed.getExceptionMessage()).contains("层级");
        assertThat(appeals.stream().map(this::breaches)).containsExactly(1, 1, 0, 1, 1);
        assertThat(output).contains(NOT_TOGETHER);
    }

    @Test
    void oneOfThemHasBeenHandled_theOthersGoUp(CapturedOutput output) {
        List<Appeal> appeals = appeals(4);
        List<Job> jobs = deadlines(appeals);
        driver.clock("2026-03-02T11:00");
        driver.answer(appeals.get(0), "userTask_handleAppeal", "grid-1", "ESCALATE", "reason", "网格无法解决");
        driver.clock("2026-03-03T18:00");
        run(jobs);
        assertThat(appeals.stream().map(this::breaches)).containsExactly(0, 1, 1, 1);
        assertThat(output).doesNotContain(NOT_TOGETHER);
    }

    @Test
    void manyAreTaken_inDueOrderAndWhatBelongsToOneProcessIsNotPutTogether() {
        List<Appeal> appeals = appeals(9);
        deadlines(appeals); // and every warning, of the same processes
        AcquiredJobs taken =
                configuration.getCommandExecutorTxRequired().execute(executor.getAcquireJobsCmd(EVERYTHING));
        List<List<String>> batches = taken.getJobIdBatches();
        List<JobsTogether.Together> together = batches.stream()
                .filter(JobsTogether.Together.class::isInstance)
                .map(JobsTogether.Together.class::cast)
                .toList();
        Map<String, Job> jobs =
                management.createJobQuery().list().stream().collect(Collectors.toMap(Job::getId, Function.identity()));
        assertThat(together).hasSizeLessThanOrEqualTo(WORKERS);
        assertThat(together.stream().flatMap(Collection::stream).map(this::instance))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        together.forEach(group -> assertThat(
                        group.stream().map(id -> jobs.get(id).getDuedate()))
                .isSortedAccordingTo(Comparator.naturalOrder()));
        assertThat(batches.stream().filter(batch -> batch.size() == 1)).isEmpty();
        assertThat(batches.stream()
                        .filter(batch -> !(batch instanceof JobsTogether.Together))
                        .map(batch -> instance(batch.get(0))))
                .containsAll(levels(appeals));
    }

    @Test
    void fewAreTaken_eachGoesAlone() {
        deadlines(appeals(1));
        AcquiredJobs taken = configuration.getCommandExecutorTxRequired().execute(executor.getAcquireJobsCmd(WORKERS));
        assertThat(taken.getJobIdBatches()).isNotEmpty().noneMatch(JobsTogether.Together.class::isInstance);
    }

    private List<Appeal> appeals(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> driver.file(TestDirectory.GRID))
                .toList();
    }

    /** The time has come for all of them. */
    private List<Job> deadlines(List<Appeal> appeals) {
        List<Job> jobs = appeals.stream()
                .map(appeal -> jobs(appeal)
                        .filter(job -> jdbc.sql("select handler_cfg_ from act_ru_job where id_ = ?")
                                .param(job.getId())
                                .query(String.class)
                                .single()
                                .equals("event_levelDeadline"))
                        .findFirst()
                        .orElseThrow())
                .toList();
        driver.clock("2026-03-12T10:00");
        return jobs;
    }

    private Stream<Job> jobs(Appeal appeal) {
        return driver.instances(appeal).stream()
                .flatMap(instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream());
    }

    private List<String> levels(List<Appeal> appeals) {
        return appeals.stream()
                .map(appeal -> jdbc.sql("select process_instance_id from level_stay where appeal_id = ?")
                        .param(appeal.id())
                        .query(String.class)
                        .single())
                .toList();
    }

    private String instance(String jobId) {
        return jdbc.sql("select process_instance_id_ from act_ru_job where id_ = ?")
                .param(jobId)
                .query(String.class)
                .list()
                .get(0);
    }

    private void run(List<Job> jobs) {
        executor.getExecuteJobsRunnable(
                        new JobsTogether.Together(jobs.stream().map(Job::getId).toList()), (ProcessEngineImpl) engine)
                .run();
    }

    private int breaches(Appeal appeal) {
        return jdbc.sql("select count(*) from breach where appeal_id = ?")
                .param(appeal.id())
                .query(Integer.class)
                .single();
    }

    /** Takes no jobs by itself. */
    private static final class Active extends JobsTogether {

        Active() {
            super(WORKERS);
            isActive = true;
            setLockOwner("test");
        }

        @Override
        public void jobWasAdded() {
            // nobody waits for it
        }
    }
}
