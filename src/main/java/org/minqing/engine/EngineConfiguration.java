package org.minqing.engine;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultJobConfiguration.JobConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the engine is set up. What can be said in {@code application.yml} is said there. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("org.minqing")
class EngineConfiguration {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Bean
    Clock clock() {
        return new EngineClock(ZONE);
    }

    /** As the starter makes it, from the same properties. */
    @Bean
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
    JobExecutor jobExecutor(
            @Qualifier(JobConfiguration.CAMUNDA_TASK_EXECUTOR_QUALIFIER) TaskExecutor threads,
            CamundaBpmProperties properties) {
        JobExecutionProperty how = properties.getJobExecution();
        JobsTogether executor = new JobsTogether(how.getCorePoolSize());
        executor.setTaskExecutor(threads);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        executor.setMaxJobsPerAcquisition(how.getMaxJobsPerAcquisition());
        executor.setLockTimeInMillis(how.getLockTimeInMillis());
        executor.setWaitTimeInMillis(how.getWaitTimeInMillis());
        executor.setMaxWait(how.getMaxWait());
        return executor;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ProcessEnginePlugin lean(ShortIds ids) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                CaseHistoryLevel history = new CaseHistoryLevel();
                engine.setCustomHistoryLevels(List.of(history));
                engine.setHistoryLevel(history);
                engine.setHistory(history.getName());
                engine.setHistoryRemovalTimeStrategy("start");
                engine.setEnforceHistoryTimeToLive(true);
                // who was given how many tasks is counted for a licence that we do not need
                engine.setTaskMetricsEnabled(false);
                engine.setIdGenerator(ids);
                engine.setEnsureJobDueDateNotNull(true);
                Managers.replace(engine, JobManager.class, LeanJobs::new);
                Managers.replace(engine, ExecutionManager.class, WholeTrees::new);
                Managers.replace(engine, VariableInstanceManager.class, WholeVariables::new);
                Managers.replace(engine, ProcessDefinitionManager.class, KnownDefinitions::new);
                Managers.replace(engine, IncidentManager.class, LeanIncidents::new);
                Managers.replace(engine, IdentityLinkManager.class, LeanLinks::new);
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                WholeTrees.addTo(engine.getSqlSessionFactory().getConfiguration());
                LeanLinks.addTo(engine.getSqlSessionFactory().getConfiguration());
                RowsAtOnce.install(engine);
            }

            @Override
            public void postProcessEngineBuild(ProcessEngine engine) {
                // on the engine's own table, which no migration of ours may expect to be there already
                ProcessEngineConfigurationImpl built =
                        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
                new JdbcTemplate(built.getDataSource()).execute(JobsInDueOrder.INDEX);
                if (DbSqlSessionFactory.POSTGRES.equals(built.getDatabaseType())) {
                    LeanIndexes.make(built.getDataSource());
                }
            }
        };
    }
}
