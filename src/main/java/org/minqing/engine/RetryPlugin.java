package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two people may finish two tasks of one case in the same instant, and the engine lets one of them win. The other's answer
 * is carried out again, whole and in a new transaction: he need not know. Somebody else's transaction is left to whoever
 * began it.
 */
@Component
class RetryPlugin extends AbstractProcessEnginePlugin {

    private static final int TIMES = 3;
    private static final Set<Class<?>> SAFE = Set.of(CompleteTaskCmd.class, SubmitTaskFormCmd.class);

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> interceptors = new ArrayList<>(List.of(new Retry()));
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);
    }

    private static final class Retry extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            boolean whole = SAFE.contains(command.getClass())
                    && Context.getCommandContext() == null
                    && !TransactionSynchronizationManager.isActualTransactionActive();
            for (int again = whole ? TIMES : 0; again > 0; again--) {
                try {
                    return next.execute(command);
                } catch (OptimisticLockingException overtaken) {
                    // nothing of it was kept; the next turn sees what the other one did
                }
            }
            return next.execute(command);
        }
    }
}
