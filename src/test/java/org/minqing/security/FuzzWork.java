package org.minqing.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.minqing.joint.JointDriver;

/** Things that exist, whose ids the fuzzer mixes in: open tasks of every kind, and what the engine keeps of them. */
final class FuzzWork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPARE_MODEL = "fuzzSpare";

    /** @param outcomes how the task can be ended, as the API describes it */
    record Work(String officer, String number, String instance, String taskId, List<JsonNode> outcomes) {}

    private final ProcessDriver driver;
    private final JointDriver joint;
    private final InboxService inbox;
    private final int port;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final FilterService filters;
    private final ManagementService management;
    private final TaskService tasks;

    private final List<Work> open = new ArrayList<>();
    private Map<String, List<String>> existing = Map.of();

    FuzzWork(
            ProcessDriver driver,
            JointDriver joint,
            InboxService inbox,
            int port,
            RepositoryService repository,
            RuntimeService runtime,
            FilterService filters,
            ManagementService management,
            TaskService tasks) {
        this.driver = driver;
        this.joint = joint;
        this.inbox = inbox;
        this.port = port;
        this.repository = repository;
        this.runtime = runtime;
        this.filters = filters;
        this.management = management;
        this.tasks = tasks;
    }

    /** New work in the place of what earlier requests may have done. */
    void renew() throws IOException {
        open.clear();
        // an administrator may have suspended them meanwhile, rightly
        repository
                .createProcessDefinitionQuery()
                .suspended()
                .list()
                .forEach(model -> repository.activateProcessDefinitionById(model.getId()));
        add("grid-1", driver.file(TestDirectory.GRID));
        add("grid-1", driver.file(TestDirectory.GRID));
        add("community-1", handled("grid-1", "ESCALATE", "reason", "超出职责"));
        add("desk-1", handled("grid-1", "RESOLVE", "reply", "已修复"));
        add("community-1", handled("grid-1", "EXTEND", "reason", "等材料", "extensionAmount", 1));
        add("desk-1", handled("grid-1", "RETURN", "reason", "不属于本网格"));
        Appeal street = handled("grid-1", "ESCALATE", "reason", "超出职责");
        driver.answer(street, "userTask_handleAppeal", "community-1", "ESCALATE", "reason", "超出职责");
        add("street-1", street);
        add("desk-1", joint.file());
        Appeal convened = joint.convened(TestDirectory.POWER);
        add("power-1", convened);
        Appeal answered = joint.convened(TestDirectory.POWER);
        joint.accept(answered, TestDirectory.POWER);
        add("power-1", answered);
        Appeal drafted = joint.convened(TestDirectory.POWER);
        joint.survey(drafted);
        joint.opinion(drafted, TestDirectory.POWER);
        joint.draft(drafted);
        add("guide-1", drafted);
        add("power-1", joint.adopted(joint.file(), "measure1", "换变压器"));
        spare();
    }

    private Appeal handled(String officer, String outcome, Object... fields) {
        Appeal appeal = driver.file(TestDirectory.GRID);
        driver.answer(appeal, "userTask_handleAppeal", officer, outcome, fields);
        return appeal;
    }

    private void add(String officer, Appeal appeal) throws IOException {
        for (OpenTask task : inbox.ofAppeal(appeal.id())) {
            JsonNode view = JSON.readTree(new Browser(port)
                    .basic(officer, TestUsers.PASSWORD)
                    .get("/api/v1/tasks/" + task.taskId())
                    .body());
            List<JsonNode> outcomes = new ArrayList<>();
            view.path("outcomes").forEach(outcomes::add);
            open.add(new Work(officer, appeal.number(), task.processInstanceId(), task.taskId(), outcomes));
        }
    }

    Work any(Random random) {
        return open.get(random.nextInt(open.size()));
    }

    /** Work of this officer, if there is some. */
    Work of(String officer, Random random) {
        List<Work> own =
                open.stream().filter(work -> work.officer().equals(officer)).toList();
        return own.isEmpty() ? any(random) : own.get(random.nextInt(own.size()));
    }

    String unit(Random random) {
        List<String> codes = List.of(
                TestDirectory.GRID,
                TestDirectory.COMMUNITY,
                TestDirectory.STREET,
                TestDirectory.POWER,
                TestDirectory.DISTRICT,
                TestDirectory.GUIDANCE_GROUP);
        return codes.get(random.nextInt(codes.size()));
    }

    /** What a run may delete, suspend or change without harm to the rest of it. */
    private void spare() {
        if (repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(SPARE_MODEL)
                        .count()
                == 0) {
            repository
                    .createDeployment()
                    .name(SPARE_MODEL)
                    .addModelInstance(
                            SPARE_MODEL + ".bpmn",
                            Bpmn.createExecutableProcess(SPARE_MODEL)
                                    .name("备用")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .userTask("wait")
                                    .name("等待")
                                    .endEvent()
                                    .done())
                    .deploy();
        }
        runtime.startProcessInstanceByKey(SPARE_MODEL, Map.of("urgency", "PHASED"));
        if (filters.createFilterQuery().filterName(SPARE_MODEL).count() == 0) {
            filters.saveFilter(filters.newTaskFilter(SPARE_MODEL).setQuery(tasks.createTaskQuery()));
        }
        existing = Map.ofEntries(
                Map.entry(
                        "deployment",
                        ids(
                                repository
                                        .createDeploymentQuery()
                                        .deploymentName(SPARE_MODEL)
                                        .list(),
                                org.camunda.bpm.engine.repository.Deployment::getId)),
                Map.entry(
                        "process-definition",
                        ids(
                                repository
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKeysIn("appealHandling", SPARE_MODEL)
                                        .latestVersion()
                                        .list(),
                                org.camunda.bpm.engine.repository.ProcessDefinition::getId)),
                Map.entry(
                        "decision-definition",
                        ids(
                                repository.createDecisionDefinitionQuery().list(),
                                org.camunda.bpm.engine.repository.DecisionDefinition::getId)),
                Map.entry(
                        "process-instance",
                        ids(
                                runtime.createProcessInstanceQuery().listPage(0, 50),
                                org.camunda.bpm.engine.runtime.ProcessInstance::getId)),
                Map.entry(
                        "execution",
                        ids(
                                runtime.createExecutionQuery().listPage(0, 50),
                                org.camunda.bpm.engine.runtime.Execution::getId)),
                Map.entry(
                        "variable-instance",
                        ids(
                                runtime.createVariableInstanceQuery().listPage(0, 50),
                                org.camunda.bpm.engine.runtime.VariableInstance::getId)),
                Map.entry(
                        "job",
                        ids(management.createJobQuery().listPage(0, 50), org.camunda.bpm.engine.runtime.Job::getId)),
                Map.entry(
                        "job-definition",
                        ids(
                                management.createJobDefinitionQuery().list(),
                                org.camunda.bpm.engine.management.JobDefinition::getId)),
                Map.entry(
                        "filter", ids(filters.createFilterQuery().list(), org.camunda.bpm.engine.filter.Filter::getId)),
                Map.entry("group", List.of("role-grid-member", "camunda-admin")),
                Map.entry("attachments", List.of("1")),
                Map.entry("tokens", List.of("1")));
    }

    private static <T> List<String> ids(List<T> things, java.util.function.Function<T, String> id) {
        return things.stream().map(id).toList();
    }

    /** An id of the kind that stands in the path before it. */
    String existing(String kind, String caller, Work at, Random random) {
        return switch (kind) {
            case "task", "tasks" -> at.taskId();
            case "user", "officers" -> random.nextBoolean() ? caller : "matrix-colleague";
            default -> {
                List<String> ids = existing.getOrDefault(kind, List.of());
                yield ids.isEmpty() ? at.instance() : ids.get(random.nextInt(ids.size()));
            }
        };
    }

    /** A likely value for a name. */
    String named(String name, Work at, Random random) {
        String plain = name.replaceFirst("(?i)(in|like|ids?|list)$", "").toLowerCase(java.util.Locale.ROOT);
        return switch (plain) {
            case "number", "appeal", "appeals", "businesskey", "processinstancebusinesskey" -> at.number();
            case "task" -> at.taskId();
            case "processinstance", "instance", "rootprocessinstance", "superprocessinstance" -> at.instance();
            case "execution" -> existing("execution", "", at, random);
            case "job" -> existing("job", "", at, random);
            case "deployment" -> existing("deployment", "", at, random);
            case "processdefinition", "definition" -> existing("process-definition", "", at, random);
            case "key", "processdefinitionkey", "processkey", "modelkey" ->
                random.nextInt(3) == 0 ? "appealHandling" : SPARE_MODEL;
            case "process" -> "appealHandling";
            case "version", "days", "amount" -> "1";
            case "unit", "unitcode", "code" -> unit(random);
            case "assignee", "user", "owner", "leader", "substitute", "officer" -> "grid-1";
            case "engine", "enginename" -> "default";
            case "app" -> "tasklist";
            case "channel", "channels" -> "MAIL";
            case "language" -> "zh";
            case "phone" -> "13800000000";
            case "password", "newpassword", "oldpassword" -> "Wrong-horse-9";
            case "url" -> "https://example.org/hook";
            case "sort" -> "dueAt";
            case "varname", "variablename", "varid", "variable" -> "urgency";
            case "type" -> "String";
            case "sortby" -> "created";
            case "sortorder" -> "asc";
            case "firstresult", "maxresults", "size", "limit" -> "10";
            case "rate" -> "RESPONSE";
            case "" -> name.equals("list") ? "PROBLEMS" : at.instance();
            case "areas" -> "0108";
            case "quietfrom", "quietuntil" -> "22:00";
            default ->
                plain.endsWith("date") || plain.endsWith("before") || plain.endsWith("after")
                        ? "2026-03-02T10:00:00.000+0800"
                        : "fuzz";
        };
    }
}
