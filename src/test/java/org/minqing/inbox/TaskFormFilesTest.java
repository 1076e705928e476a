package org.minqing.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** What Tasklist's forms show is what the rule asks: the same outcomes, the same fields, the same duties. */
@MinqingTest
class TaskFormFilesTest {

    @Autowired
    TaskRules rules;

    @Autowired
    RepositoryService repository;

    @Autowired
    ResourcePatternResolver resources;

    @Autowired
    ObjectMapper json;

    @Test
    void everyUserTask_hasAFormThatAsksWhatTheRuleAsks() throws IOException {
        Map<String, JsonNode> files = files();
        Set<String> tasks = new HashSet<>();
        for (var definition : repository
                .createProcessDefinitionQuery()
                .processDefinitionKeyIn(
                        "levelHandling",
                        "deadlineExtension",
                        "jointResearch",
                        "departmentPart",
                        "phasedMeasures",
                        "whistle",
                        "sameQuestion",
                        "directTrain",
                        "leaderCase",
                        "monthlyDispatch",
                        "closing")
                .latestVersion()
                .list()) {
            for (UserTask task :
                    repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(UserTask.class)) {
                tasks.add(task.getId());
                String formId = task.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formRef");
                assertThat(files).as("form of %s", task.getId()).containsKey(formId);
                compare(rules.form(task.getId()), files.get(formId));
            }
        }
        assertThat(tasks).isEqualTo(rules.forms().keySet());
    }

    @Test
    void everyUserTaskOfEveryModel_isDueAndSaysWhy() throws IOException {
        Set<String> tasks = new HashSet<>();
        for (Resource model : resources.getResources("classpath:processes/**/*.bpmn")) {
            for (UserTask task :
                    Bpmn.readModelFromStream(model.getInputStream()).getModelElementsByType(UserTask.class)) {
                tasks.add(task.getId());
                assertThat(task.getCamundaDueDate())
                        .as("due date of %s", task.getId())
                        .isNotBlank();
                assertThat(rules.form(task.getId()).dueWhy())
                        .as("why %s is due", task.getId())
                        .matches("[\\p{IsHan}\\d 、，（）]{8,60}");
            }
        }
        assertThat(tasks).isEqualTo(rules.forms().keySet());
    }

    private static void compare(TaskForm form, JsonNode file) {
        Map<String, JsonNode> components = new HashMap<>();
        file.get("components").forEach(component -> {
            if (component.has("key")) {
                components.put(component.get("key").asText(), component);
            }
        });
        Set<String> outcomes = StreamSupport.stream(
                        components.get("outcome").get("values").spliterator(), false)
                .map(value ->
                        value.get("value").asText() + " " + value.get("label").asText())
                .collect(Collectors.toSet());
        assertThat(outcomes)
                .as("outcomes of %s", form.taskKey())
                .isEqualTo(form.outcomes().stream()
                        .map(outcome -> outcome.code() + " " + outcome.label())
                        .collect(Collectors.toSet()));

        Set<String> asked = new TreeSet<>(components.keySet());
        asked.remove("outcome");
        Set<String> ruled = form.outcomes().stream()
                .flatMap(outcome -> outcome.fields().stream())
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).as("fields of %s", form.taskKey()).isEqualTo(ruled);
        for (Outcome outcome : form.outcomes()) {
            for (Field field : outcome.fields()) {
                JsonNode component = components.get(field.name());
                assertThat(component.path("conditional").path("hide").asText("=not(outcome = \"" + outcome.code()))
                        .as("%s is shown for %s in %s", field.name(), outcome.code(), form.taskKey())
                        .contains("\"" + outcome.code());
                if (component.path("validate").path("required").asBoolean()) {
                    assertThat(field.required())
                            .as("%s of %s may be left out for %s", field.name(), form.taskKey(), outcome.code())
                            .isTrue();
                }
            }
        }
    }

    private Map<String, JsonNode> files() throws IOException {
        Map<String, JsonNode> files = new HashMap<>();
        for (Resource resource : resources.getResources("classpath*:processes/*/*.form")) {
            JsonNode file = json.readTree(resource.getContentAsByteArray());
            files.put(file.get("id").asText(), file);
        }
        return files;
    }
}
