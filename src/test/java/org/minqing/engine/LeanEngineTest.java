package org.minqing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDatabase;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine reads and writes in fewer statements is what it read and wrote in many. */
@MinqingTest
class LeanEngineTest {

    @Autowired
    ProcessDriver driver;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @Test
    void engineIsStarted_itReadsAndWritesByOurs() {
        inCommand(context -> {
            assertThat(context.getSession(ExecutionManager.class)).isInstanceOf(WholeTrees.class);
            assertThat(context.getSession(VariableInstanceManager.class)).isInstanceOf(WholeVariables.class);
            assertThat(context.getSession(ProcessDefinitionManager.class)).isInstanceOf(KnownDefinitions.class);
            assertThat(context.getSession(TaskManager.class)).isInstanceOf(LeanTasks.class);
            assertThat(context.getSession(IncidentManager.class)).isInstanceOf(LeanIncidents.class);
            assertThat(context.getSession(IdentityLinkManager.class)).isInstanceOf(LeanLinks.class);
            assertThat(context.getSession(JobManager.class)).isInstanceOf(LeanJobs.class);
            assertThat(context.getSession(DbSqlSession.class) instanceof RowsAtOnce)
                    .isEqualTo(TestDatabase.isPostgres());
            return null;
        });
    }

    @Test
    void variableIsChangedByAnother_deletionOfAllIsOvertakenAndNothingIsLost() {
        ProcessInstance instance = instance(driver.file(TestDirectory.GRID));
        runtime.setVariables(instance.getId(), Map.of("one", 1, "two", 2, "three", 3));
        int before = variables(instance);

        assertThatThrownBy(() -> inCommand(context -> {
                    List<VariableInstanceEntity> read = context.getVariableInstanceManager()
                            .findVariableInstancesByProcessInstanceId(instance.getId());
                    elsewhere(
                            "update act_ru_variable set rev_ = rev_ + 1 where name_ = 'two' and proc_inst_id_ = ?",
                            instance);
                    read.forEach(VariableInstanceEntity::delete);
                    return null;
                }))
                .isInstanceOf(OptimisticLockingException.class);

        assertThat(variables(instance)).isEqualTo(before);
    }

    @Test
    void variablesAreDeletedTogether_allAreGone() {
        ProcessInstance instance = instance(driver.file(TestDirectory.GRID));
        runtime.setVariables(instance.getId(), Map.of("one", 1, "two", 2, "three", 3));
        int before = variables(instance);

        runtime.removeVariables(instance.getId(), List.of("one", "two", "three"));

        assertThat(variables(instance)).isEqualTo(before - 3);
    }

    @Test
    void executionIsAskedFor_itStandsInItsTreeWithItsVariables() {
        Appeal appeal = driver.file(TestDirectory.GRID);
        String task = driver.task(appeal, "userTask_handleAppeal").taskId();
        String executionId = tasks.createTaskQuery().taskId(task).singleResult().getExecutionId();
        tasks.setVariableLocal(task, "ofTask", "t");
        runtime.setVariableLocal(executionId, "ofExecution", "e");

        inCommand(context -> {
            ExecutionEntity execution = context.getExecutionManager().findExecutionById(executionId);
            assertThat(execution.getProcessInstance().getVariable("appealId")).isEqualTo(appeal.id());
            assertThat(execution.getParent().getExecutions()).contains(execution);
            assertThat(execution.getVariablesLocal()).containsOnlyKeys("ofExecution");
            assertThat(context.getTaskManager().findTaskById(task).getVariablesLocal())
                    .containsOnlyKeys("ofTask");
            assertThat(context.getExecutionManager().findExecutionById("none")).isNull();
            return null;
        });
    }

    @Test
    void taskEnds_itsCandidatesAndItsJobsIncidentsGoWithIt() {
        Appeal appeal = driver.file(TestDirectory.GRID);
        String task = driver.task(appeal, "userTask_handleAppeal").taskId();
        Job timer = management
                .createJobQuery()
                .processInstanceId(
                        tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId())
                .list()
                .get(0);
        management.setJobRetries(timer.getId(), 0);
        assertThat(count("select count(*) from act_ru_incident where configuration_ = ?", timer.getId()))
                .isOne();
        assertThat(count("select count(*) from act_ru_identitylink where task_id_ = ?", task))
                .isPositive();

        driver.answer(appeal, "userTask_handleAppeal", "grid-1", "RESOLVE", "reply", "已修好");

        assertThat(count("select count(*) from act_ru_incident where configuration_ = ?", timer.getId()))
                .isZero();
        assertThat(count("select count(*) from act_ru_job where id_ = ?", timer.getId()))
                .isZero();
        assertThat(count("select count(*) from act_ru_identitylink where task_id_ = ?", task))
                .isZero();
        assertThat(count("select count(*) from act_ru_task where id_ = ?", task))
                .isZero();
    }

    @Test
    void executionHasJobs_itKnows() {
        driver.file(TestDirectory.GRID);

        List<Integer> marks = jdbc.sql("select e.cached_ent_state_ from act_ru_execution e"
                        + " where exists (select 1 from act_ru_job j where j.execution_id_ = e.id_)")
                .query(Integer.class)
                .list();

        int mark = 1 << ExecutionEntity.JOBS_STATE_BIT - 1;
        assertThat(marks).isNotEmpty().allMatch(state -> (state & mark) != 0);
    }

    @Test
    void modelIsSuspendedOnAnotherNode_whatRunsGoesOnAndNothingBegins() {
        Appeal appeal = driver.file(TestDirectory.GRID);
        String definition = instance(appeal).getProcessDefinitionId();
        suspend(definition, 2);
        try {
            driver.answer(appeal, "userTask_handleAppeal", "grid-1", "ESCALATE", "reason", "无法解决");

            assertThat(driver.hasTask(appeal, "userTask_handleAppeal")).isTrue();
            assertThatThrownBy(() -> runtime.startProcessInstanceById(definition))
                    .isInstanceOf(SuspendedEntityInteractionException.class);
        } finally {
            suspend(definition, 1);
        }
    }

    private void suspend(String definition, int state) {
        jdbc.sql("update act_re_procdef set suspension_state_ = ? where id_ = ?")
                .params(state, definition)
                .update();
    }

    private ProcessInstance instance(Appeal appeal) {
        return driver.instances(appeal).stream()
                .filter(one -> one.getId().equals(one.getRootProcessInstanceId()))
                .findFirst()
                .orElseThrow();
    }

    private int variables(ProcessInstance instance) {
        return count("select count(*) from act_ru_variable where proc_inst_id_ = ?", instance.getId());
    }

    private int count(String sql, String id) {
        return jdbc.sql(sql).param(id).query(Integer.class).single();
    }

    private void elsewhere(String sql, ProcessInstance instance) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        own.executeWithoutResult(status -> jdbc.sql(sql).param(instance.getId()).update());
    }

    private <T> T inCommand(Command<T> command) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }
}
