package org.minqing.bench;

import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import org.flowable.common.engine.impl.async.DefaultAsyncTaskExecutor;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.job.service.impl.asyncexecutor.AsyncExecutor;

/** Flowable 7 as it comes (history level audit, asynchronous executor); it knows no authorization of its own. */
final class FlowableCase extends StockCase {

    private final StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    private final ProcessEngine engine;

    FlowableCase(BenchServer server, String database) {
        super(server, database);
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setAsyncExecutorActivate(false);
        configuration.setBeans(Map.of("notice", (JavaDelegate) execution ->
                noticeGoesOut(execution.getVariable("subject"), execution.getVariable("dueAt"))));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString(
                        "stock-case.bpmn20.xml", model("http://flowable.org/bpmn", "e:async=\"true\"", ""))
                .deploy();
    }

    @Override
    public String name() {
        return "Flowable " + ProcessEngine.VERSION;
    }

    @Override
    protected void start(String user, Map<String, Object> variables) {
        as(user, () -> engine.getRuntimeService().startProcessInstanceByKey("stockCase", variables));
    }

    @Override
    protected void claim(String taskId, String user, String unit) {
        as(user, () -> engine.getTaskService().claim(taskId, user));
    }

    @Override
    protected void complete(String taskId, String user, String unit, Map<String, Object> variables) {
        as(user, () -> engine.getTaskService().complete(taskId, variables));
    }

    private void as(String user, Runnable action) {
        engine.getIdentityService().setAuthenticatedUserId(user);
        try {
            action.run();
        } finally {
            engine.getIdentityService().setAuthenticatedUserId(null);
        }
    }

    @Override
    protected ThreadPoolExecutor workers() {
        return (ThreadPoolExecutor)
                ((DefaultAsyncTaskExecutor) configuration.getAsyncTaskExecutor()).getExecutorService();
    }

    @Override
    public void awake(boolean on) {
        AsyncExecutor executor = configuration.getAsyncExecutor();
        if (on) {
            executor.start();
        } else {
            executor.shutdown();
        }
    }

    @Override
    protected void stop() {
        engine.close();
    }
}
