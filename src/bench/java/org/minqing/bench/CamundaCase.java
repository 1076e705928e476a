package org.minqing.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ThreadPoolJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;

/** Camunda 7.24 as its Spring Boot starter sets it up (full history, UUIDs, job executor), with authorization on. */
final class CamundaCase extends StockCase {

    private final ProcessEngine engine;
    private final JobExecutor jobs;
    private volatile boolean renewed;

    CamundaCase(BenchServer server, String database) {
        this(database, server.create(database), true);
    }

    /**
     * @param url of the database, which may hold cases of an earlier one
     * @param working whether jobs are carried out; otherwise from {@link #goOn} on
     */
    CamundaCase(String database, String url, boolean working) {
        super(database, url);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("stock");
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfigurationImpl.DB_SCHEMA_UPDATE_TRUE);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setAuthorizationEnabled(true);
        configuration.setJobExecutorActivate(working);
        configuration.setBeans(Map.of("notice", (JavaDelegate) this::tell));
        engine = configuration.buildProcessEngine();
        jobs = configuration.getJobExecutor();
        if (engine.getRepositoryService().createDeploymentQuery().count() == 0) {
            deploy();
        }
    }

    private void deploy() {
        engine.getRepositoryService()
                .createDeployment()
                .addInputStream(
                        "stock-case.bpmn",
                        new ByteArrayInputStream(model(
                                        "http://camunda.org/schema/1.0/bpmn",
                                        "e:asyncBefore=\"true\"",
                                        " e:historyTimeToLive=\"P1825D\"")
                                .getBytes(StandardCharsets.UTF_8)))
                .deploy();
        mayStart(Resources.PROCESS_INSTANCE, Permissions.CREATE);
        mayStart(Resources.PROCESS_DEFINITION, Permissions.CREATE_INSTANCE);
    }

    /** So many cases miss the deadline of their first level while nothing runs; they go up when another goes on. */
    void overdue(int cases) {
        for (int i = 0; i < cases; i++) {
            start("grid-1", received());
            told(1);
        }
        jobs.shutdown();
        looking.update("update act_ru_job set duedate_ = now() - random() * interval '3 days' where type_ = 'timer'");
    }

    /** Carries out what is overdue. @return seconds until all of them have gone up */
    double goOn(int cases) {
        renewed = true;
        long start = System.nanoTime();
        jobs.start();
        told(cases);
        double seconds = (System.nanoTime() - start) / 1e9;
        int arrived = looking.queryForObject(
                "select count(*) from act_ru_task where task_def_key_ = 'community'", Integer.class);
        if (arrived != cases) {
            throw new IllegalStateException(arrived + " of " + cases + " went up");
        }
        return seconds;
    }

    /** Reads what a mail would say; the mail itself is nobody's cost. */
    private void tell(DelegateExecution execution) {
        execution.getVariable("subject");
        execution.getVariable("dueAt");
        if (renewed) {
            execution.setVariable("dueAt", inDays(3));
            execution.setVariable("warnAt", inDays(2));
        }
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, committed -> noticeGone());
    }

    private void mayStart(Resource resource, Permissions permission) {
        Authorization everybody =
                engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        everybody.setUserId(Authorization.ANY);
        everybody.setResource(resource);
        everybody.setResourceId(Authorization.ANY);
        everybody.addPermission(permission);
        engine.getAuthorizationService().saveAuthorization(everybody);
    }

    @Override
    public String name() {
        return "Camunda 7.24";
    }

    @Override
    protected String start(String user, Map<String, Object> variables) {
        return as(
                user,
                "grid",
                () -> engine.getRuntimeService()
                        .startProcessInstanceByKey("stockCase", variables)
                        .getId());
    }

    @Override
    protected void claim(String taskId, String user, String unit) {
        as(user, unit, () -> engine.getTaskService().claim(taskId, user));
    }

    @Override
    protected void complete(String taskId, String user, String unit, Map<String, Object> variables) {
        as(user, unit, () -> engine.getTaskService().complete(taskId, variables));
    }

    @Override
    protected <T> T as(String user, String unit, Supplier<T> action) {
        engine.getIdentityService().setAuthentication(user, List.of(unit));
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Override
    protected ThreadPoolExecutor workers() {
        return ((ThreadPoolJobExecutor) jobs).getThreadPoolExecutor();
    }

    @Override
    protected void stop() {
        engine.close();
    }
}
