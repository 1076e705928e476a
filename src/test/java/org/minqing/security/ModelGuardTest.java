package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.springframework.beans.factory.annotation.Autowired;

@MinqingTest
class ModelGuardTest {

    @Autowired
    RepositoryService repository;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='t' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='t' camunda:class='java.lang.Runtime'/>",
                "<bpmn:serviceTask id='t' camunda:expression='${dataSource.getConnection()}'/>",
                "<bpmn:serviceTask id='t' camunda:expression=\"${''.getClass()}\"/>",
                "<bpmn:serviceTask id='t' camunda:expression=\"${execution.getVariable('a').getClass()}\"/>",
                "<bpmn:userTask id='t' camunda:assignee='#{bean.find(x)}'/>",
                "<bpmn:userTask id='t'><bpmn:extensionElements><camunda:taskListener event='create'>"
                        + "<camunda:script scriptFormat='groovy'>1</camunda:script></camunda:taskListener>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='t'><bpmn:extensionElements><camunda:executionListener event='start' class='x.Y'/>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:serviceTask id='t' camunda:delegateExpression='${x}'><bpmn:extensionElements>"
                        + "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>"
                        + "</camunda:connector></bpmn:extensionElements></bpmn:serviceTask>"
            })
    void modelWithCode_isNotDeployed(String element) {
        assertThatThrownBy(() -> deploy(element)).hasMessageContaining("第");
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("probe")
                        .count())
                .isZero();
    }

    @Test
    void modelThatReadsVariables_isDeployed() {
        String id = deploy("<bpmn:userTask id='t' camunda:assignee=\"${execution.getVariable('who')}\""
                + " camunda:dueDate='${dueAt}'><bpmn:extensionElements><camunda:taskListener event='create'"
                + " delegateExpression='${canaryListener}'/></bpmn:extensionElements></bpmn:userTask>");
        repository.deleteDeployment(id, true);
    }

    private String deploy(String element) {
        String model = "<bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='t'>"
                + "<bpmn:process id='probe' isExecutable='true' camunda:historyTimeToLive='P1D'>"
                + "<bpmn:startEvent id='s'/><bpmn:sequenceFlow id='f' sourceRef='s' targetRef='t'/>"
                + element + "</bpmn:process></bpmn:definitions>";
        return repository
                .createDeployment()
                .name("probe")
                .addString("probe.bpmn", model)
                .deploy()
                .getId();
    }
}
