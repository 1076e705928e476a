package org.minqing.security;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.GenericManagerFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.StatisticsManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.minqing.audit.AuditService;
import org.minqing.audit.Origin;
import org.minqing.engine.Managers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts the guards into the engine. */
@Component
class GuardPlugin extends AbstractProcessEnginePlugin {

    private final ApplicationContext beans;
    private final AccessRule rule;
    private final OpenTokens tokens;
    private final int bcryptCost;

    GuardPlugin(
            ApplicationContext beans,
            @Lazy AccessRule rule,
            @Lazy OpenTokens tokens,
            @Value("${minqing.security.bcrypt-cost:10}") int bcryptCost) {
        this.bcryptCost = bcryptCost;
        this.beans = beans;
        this.rule = rule;
        this.tokens = tokens;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(
                withGuard(engine, engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                withGuard(engine, engine.getCustomPreCommandInterceptorsTxRequiresNew()));
        engine.setCustomPostCommandInterceptorsTxRequired(
                withAudit(engine.getCustomPostCommandInterceptorsTxRequired()));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(
                withAudit(engine.getCustomPostCommandInterceptorsTxRequiresNew()));
        engine.setExpressionManager(new ClosedExpressions(beans));
        List<BpmnParseListener> listeners = engine.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomPreBPMNParseListeners());
        listeners.add(new ModelGuard());
        engine.setCustomPreBPMNParseListeners(listeners);
        engine.setCommandCheckers(new ArrayList<>(List.of(new TenantCommandChecker(), new UnitCommandChecker(rule))));
        engine.setPasswordEncryptor(new BcryptPasswords(bcryptCost));
        engine.setIdentityProviderSessionFactory(new GenericManagerFactory(OfficerIdentities.class));
        engine.setResourceAuthorizationProvider(new NoRowsPerTask());
        Managers.replace(engine, TaskManager.class, () -> new OwnTasks(() -> beans.getBean(InboxAnswers.class)));
        Managers.replace(engine, StatisticsManager.class, () -> new OwnStatistics(tokens));
        Managers.replace(engine, AuthorizationManager.class, DoorAuthorizationManager::new);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableXxeProcessing(false);
        // who asked for the impossible is told so; a stack trace per mistake would only fill the log
        engine.setEnableCmdExceptionLogging(false);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        OwnTasksSql.addTo(engine.getSqlSessionFactory().getConfiguration());
    }

    private List<CommandInterceptor> withAudit(List<CommandInterceptor> present) {
        List<CommandInterceptor> interceptors = new ArrayList<>(List.of(audited()));
        if (present != null) {
            interceptors.addAll(present);
        }
        return interceptors;
    }

    private CommandInterceptor audited() {
        Supplier<AuditService> audit = () -> beans.getBean(AuditService.class);
        return new AuditedCommands(
                audit, beans.getBean(Origin.class), new EngineChanges(() -> beans.getBean(JdbcClient.class), audit));
    }

    private List<CommandInterceptor> withGuard(
            ProcessEngineConfigurationImpl engine, List<CommandInterceptor> present) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new EngineGuard(
                engine.getIdentityService(), new StaffCommands(rule), () -> beans.getBean(OvertakenTasks.class)));
        if (present != null) {
            interceptors.addAll(present);
        }
        return interceptors;
    }
}
