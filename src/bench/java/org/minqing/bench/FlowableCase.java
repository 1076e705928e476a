package org.minqing.bench;

import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.flowable.common.engine.impl.async.DefaultAsyncTaskExecutor;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** Flowable 7 as it comes (history level audit, asynchronous executor); it knows no authorization of its own. */
final class FlowableCase extends StockCase {

    private final StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    private final Workers workers = new Workers();
    private final ProcessEngine engine;

    FlowableCase(BenchServer server, String database) {
        super(database, server.create(database));
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("true");
        workers.start();
        configuration.setAsyncTaskExecutor(workers);
        configuration.setAsyncExecutorActivate(true);
        configuration.setBeans(Map.of("notice", (JavaDelegate) this::tell));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("stock-case.bpmn20.xml", model("http://flowable.org/bpmn", "e:async=\"true\"", ""))
                .deploy();
    }

    /** Reads what a mail would say; the mail itself is nobody's cost. */
    private void tell(DelegateExecution execution) {
        execution.getVariable("subject");
        execution.getVariable("dueAt");
        Context.getTransactionContext().addTransactionListener(TransactionState.COMMITTED, committed -> noticeGone());
    }

    @Override
    public String name() {
        return "Flowable " + ProcessEngine.VERSION;
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
        engine.getIdentityService().setAuthenticatedUserId(user);
        try {
            return action.get();
        } finally {
            engine.getIdentityService().setAuthenticatedUserId(null);
        }
    }

    @Override
    protected ThreadPoolExecutor workers() {
        return workers.pool();
    }

    @Override
    protected void stop() {
        engine.close();
        workers.shutdown();
    }

    /** Flowable's own, which keeps its threads to itself. */
    private static final class Workers extends DefaultAsyncTaskExecutor {

        ThreadPoolExecutor pool() {
            return (ThreadPoolExecutor) executorService;
        }
    }
}
