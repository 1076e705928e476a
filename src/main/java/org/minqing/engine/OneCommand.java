package org.minqing.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Several business events in one transaction and one command of the engine: what they have in common is read once, and rows
 * of one kind are written together.
 */
@Component
public class OneCommand {

    private final ObjectProvider<ProcessEngine> engine;

    OneCommand(ObjectProvider<ProcessEngine> engine) {
        this.engine = engine;
    }

    /** Where one of them fails nothing of any has happened. */
    public <T> T call(Supplier<T> events) {
        return ((ProcessEngineImpl) engine.getObject())
                .getProcessEngineConfiguration()
                .getCommandExecutorTxRequired()
                .execute(context -> events.get());
    }
}
