package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.stereotype.Component;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Holds {@link CoversModel}; draws what was passed under {@code target/process-test-coverage}. */
class ModelCoverage implements BeforeAllCallback, AfterAllCallback {

    private final DefaultCollector collector = new DefaultCollector(new ExecutionContextModelProvider());

    @Override
    public void beforeAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName();
        collector.createSuite(new Suite(name, name));
        collector.activateSuite(name);
        collector.createRun(new Run(name, name), name);
        collector.activateRun(name);
        new ProcessEngineAdapter(engine(context), collector).initializeListeners();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        new ProcessEngineAdapter(engine(context), event -> {}).initializeListeners();
        CoverageReportUtil.createReport(collector, "target/process-test-coverage");
        Suite suite = collector.getSuites().get(context.getRequiredTestClass().getName());
        for (String process :
                context.getRequiredTestClass().getAnnotation(CoversModel.class).value()) {
            Set<String> missing = elements(engine(context), process);
            suite.getEvents(process).stream().map(Event::getDefinitionKey).forEach(missing::remove);
            assertThat(missing)
                    .as("elements of %s that no test passed", process)
                    .isEmpty();
        }
    }

    private static Set<String> elements(ProcessEngine engine, String process) {
        ProcessDefinition definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(definition.getId());
        return Stream.of(FlowNode.class, SequenceFlow.class)
                .flatMap(type -> model.getModelElementsByType(type).stream())
                .map(FlowElement::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ProcessEngine engine(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(ProcessEngine.class);
    }

    /** Lets the engine tell the collector of each element that is passed. */
    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        @Override
        public void preInit(ProcessEngineConfigurationImpl engine) {
            ProcessCoverageConfigurator.initializeProcessCoverageExtensions(engine);
        }

        /** Tests that cover no model run too, some of them on several threads; nobody asks what they passed. */
        @Override
        public void postProcessEngineBuild(ProcessEngine engine) {
            new ProcessEngineAdapter(engine, event -> {}).initializeListeners();
        }
    }
}
