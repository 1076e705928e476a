package org.minqing.security;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Puts the guards into the engine. */
@Component
class GuardPlugin extends AbstractProcessEnginePlugin {

    private final ApplicationContext beans;

    GuardPlugin(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(
                withGuard(engine, engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                withGuard(engine, engine.getCustomPreCommandInterceptorsTxRequiresNew()));
        engine.setExpressionManager(new ClosedExpressions(beans));
        List<BpmnParseListener> listeners = engine.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomPreBPMNParseListeners());
        listeners.add(new ModelGuard());
        engine.setCustomPreBPMNParseListeners(listeners);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableXxeProcessing(false);
        // who asked for the impossible is told so; a stack trace per mistake would only fill the log
        engine.setEnableCmdExceptionLogging(false);
    }

    private static List<CommandInterceptor> withGuard(
            ProcessEngineConfigurationImpl engine, List<CommandInterceptor> present) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new EngineGuard(engine.getIdentityService()));
        if (present != null) {
            interceptors.addAll(present);
        }
        return interceptors;
    }
}
