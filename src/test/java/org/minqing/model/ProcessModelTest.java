package org.minqing.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conventions of the models in {@code processes/}, so that anybody can read the next one. */
class ProcessModelTest {

    private static final Path FOLDER = Path.of("processes");
    private static final Path SOURCES = Path.of("src/main/java/org/minqing");
    private static final int MOST_NODES = 30;
    /** Each file is read once, so that its elements can be compared. */
    private static final Map<Path, BpmnModelInstance> MODELS = new ConcurrentHashMap<>();

    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*");
    /** What a modeller makes up: {@code Activity_0x1y2z3}, {@code sid-…}. */
    private static final Pattern GENERATED = Pattern.compile("(?i).*_[0-9][0-9a-z]{6}|sid-.*|id_?[0-9a-f-]{20,}");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final Pattern METHOD_CALL = Pattern.compile(".*[\\w\\])]\\s*\\(.*");
    private static final Pattern ONE_VARIABLE = Pattern.compile("\\$\\{[a-zA-Z]+}");

    static List<Path> bpmn() throws IOException {
        return files(".bpmn");
    }

    static List<Path> dmn() throws IOException {
        return files(".dmn");
    }

    static List<Path> forms() throws IOException {
        return files(".form");
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void process_isNamedAfterItsFile(Path file) {
        Collection<Process> processes = all(file, Process.class);
        assertThat(processes).hasSize(1);
        Process process = processes.iterator().next();
        assertThat(file).hasFileName(kebab(process.getId()) + ".bpmn");
        assertThat(file.getParent()).hasFileName(kebab(process.getId()));
        assertThat(process.getName()).matches(CHINESE);
        assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getDocumentations())
                .as("says in a sentence what it is")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void ids_sayTypeAndMeaning(Path file) {
        assertNone(all(file, FlowNode.class), node -> node.getId().matches(type(node) + "_[a-z][A-Za-z0-9]*"));
        assertNone(all(file, SequenceFlow.class), flow -> flow.getId().matches("flow_[a-z][A-Za-z0-9]*"));
        assertNone(
                all(file, BaseElement.class),
                element -> element.getId() == null
                        || !GENERATED.matcher(element.getId()).matches());
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void names_areChinese(Path file) {
        assertNone(all(file, FlowNode.class), node -> node instanceof Gateway || chinese(node.getName()));
        assertNone(
                all(file, Gateway.class),
                gateway -> !asks(gateway)
                        || chinese(gateway.getName()) && gateway.getName().endsWith("？"));
        assertNone(
                all(file, SequenceFlow.class),
                flow -> !(flow.getSource() instanceof Gateway gateway && asks(gateway)) || chinese(flow.getName()));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void everyAnswerOfAGateway_isDecided(Path file) {
        assertNone(
                all(file, ExclusiveGateway.class),
                gateway -> !asks(gateway)
                        || gateway.getDefault() != null
                                && outgoing(gateway).stream()
                                        .allMatch(flow -> flow.equals(gateway.getDefault())
                                                == (flow.getConditionExpression() == null)));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void code_isCalledByDelegateExpressionOnly(Path file) throws IOException {
        assertThat(all(file, ScriptTask.class)).isEmpty();
        assertThat(Files.readString(file)).doesNotContain("camunda:class=", "camunda:expression=", "camunda:script");
        assertNone(all(file, ServiceTask.class), task -> delegate(task.getCamundaDelegateExpression(), "Delegate"));
        assertNone(all(file, SendTask.class), task -> delegate(task.getCamundaDelegateExpression(), "Delegate"));
        assertNone(
                all(file, BusinessRuleTask.class),
                task -> task.getCamundaDecisionRef() != null
                        || delegate(task.getCamundaDelegateExpression(), "Delegate"));
        all(file, CamundaExecutionListener.class)
                .forEach(listener -> assertThat(delegate(listener.getCamundaDelegateExpression(), "Listener"))
                        .isTrue());
        all(file, CamundaTaskListener.class)
                .forEach(listener -> assertThat(delegate(listener.getCamundaDelegateExpression(), "Listener"))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void expressions_onlyReadVariables(Path file) throws IOException {
        List<String> calls = EXPRESSION
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group())
                .filter(expression -> METHOD_CALL.matcher(expression).matches())
                .toList();
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void callActivities_handOverNamedVariables(Path file) throws IOException {
        Set<String> processes = bpmn().stream()
                .map(other -> all(other, Process.class).iterator().next().getId())
                .collect(Collectors.toSet());
        assertNone(all(file, CallActivity.class), call -> processes.contains(call.getCalledElement()));
        assertThat(all(file, CamundaIn.class)).noneMatch(in -> "all".equals(in.getCamundaVariables()));
        assertThat(all(file, CamundaOut.class)).noneMatch(out -> "all".equals(out.getCamundaVariables()));
        assertNone(
                all(file, CallActivity.class),
                call -> call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().stream()
                        .anyMatch(in -> "appealId".equals(in.getCamundaTarget())));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void userTasks_haveOwnersFormsAndDueTimes(Path file) throws IOException {
        Set<String> known = new HashSet<>();
        for (Path form : forms()) {
            known.add(new ObjectMapper().readTree(form.toFile()).get("id").asText());
        }
        assertNone(
                all(file, UserTask.class),
                task -> task.getCamundaCandidateGroups() != null
                        && task.getCamundaDueDate() != null
                        && known.contains(task.getCamundaFormRef())
                        && "latest".equals(task.getCamundaFormRefBinding()));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void timers_readTheirTimeFromAVariable(Path file) {
        assertNone(
                all(file, TimerEventDefinition.class),
                timer -> Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
                        .filter(when -> when != null)
                        .allMatch(when -> ONE_VARIABLE
                                .matcher(when.getTextContent().strip())
                                .matches()));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void messages_areAllWaitedFor(Path file) {
        Set<Message> awaited = Stream.concat(
                        all(file, MessageEventDefinition.class).stream().map(MessageEventDefinition::getMessage),
                        all(file, ReceiveTask.class).stream().map(ReceiveTask::getMessage))
                .collect(Collectors.toSet());
        assertThat(awaited).containsExactlyInAnyOrderElementsOf(all(file, Message.class));
        assertNone(all(file, Message.class), message -> message.getId().equals("message_" + message.getName()));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void picture_showsEverything(Path file) {
        Set<BaseElement> drawn = all(file, BpmnShape.class).stream()
                .map(BpmnShape::getBpmnElement)
                .collect(Collectors.toSet());
        all(file, BpmnEdge.class).forEach(edge -> drawn.add(edge.getBpmnElement()));
        assertNone(all(file, FlowNode.class), drawn::contains);
        assertNone(all(file, SequenceFlow.class), drawn::contains);
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void picture_readsFromLeftToRight(Path file) {
        Map<BaseElement, Double> middles = new HashMap<>();
        for (BpmnShape shape : all(file, BpmnShape.class)) {
            Bounds bounds = shape.getBounds();
            middles.put(shape.getBpmnElement(), bounds.getX() + bounds.getWidth() / 2);
        }
        assertNone(
                all(file, SequenceFlow.class),
                flow -> middles.get(flow.getTarget()) >= middles.get(flow.getSource())
                        || reachable(flow.getTarget()).contains(flow.getSource()));
    }

    @ParameterizedTest
    @MethodSource("bpmn")
    void picture_fitsOneScreen(Path file) {
        assertThat(all(file, FlowNode.class).stream()
                        .filter(node -> !(node instanceof SubProcess))
                        .filter(node -> !(node instanceof Event event
                                && event.getParentElement() instanceof SubProcess
                                && event instanceof StartEvent)))
                .hasSizeLessThanOrEqualTo(MOST_NODES);
    }

    @ParameterizedTest
    @MethodSource("dmn")
    void tables_areNamedInChineseAndAfterTheirFile(Path file) {
        var model = Dmn.readModelFromFile(file.toFile());
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        assertThat(decisions).hasSize(1);
        Decision decision = decisions.iterator().next();
        assertThat(file).hasFileName(kebab(decision.getId()) + ".dmn");
        assertThat(decision.getName()).matches(CHINESE);
        assertThat(decision.getCamundaHistoryTimeToLiveString()).isNotBlank();
        assertThat(model.getModelElementsByType(DmnElement.class))
                .extracting(DmnElement::getId)
                .filteredOn(id -> id != null)
                .noneMatch(id -> GENERATED.matcher(id).matches());
        assertThat(model.getModelElementsByType(Input.class)).allMatch(input -> chinese(input.getLabel()));
        assertThat(model.getModelElementsByType(Output.class)).allMatch(output -> chinese(output.getLabel()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void forms_areNamedAfterTheirFileAndSpeakChinese(Path file) throws IOException {
        JsonNode form = new ObjectMapper().readTree(file.toFile());
        assertThat(file).hasFileName(kebab(form.get("id").asText()) + ".form");
        for (JsonNode component : form.findParents("type")) {
            if (component.has("id") && component != form) {
                assertThat(component.get("id").asText()).doesNotMatch(GENERATED);
            }
        }
        assertThat(form.findValuesAsText("label")).isNotEmpty().allMatch(ProcessModelTest::chinese);
    }

    @Test
    void forms_areAllUsed() throws IOException {
        Set<String> used = new HashSet<>();
        for (Path file : bpmn()) {
            all(file, UserTask.class).forEach(task -> used.add(task.getCamundaFormRef()));
            all(file, StartEvent.class).stream()
                    .map(start -> start.getCamundaFormRef())
                    .forEach(used::add);
        }
        for (Path form : forms()) {
            assertThat(used)
                    .contains(
                            new ObjectMapper().readTree(form.toFile()).get("id").asText());
        }
    }

    @Test
    void delegatesAndListenersOfTheModels_existAndAreUsed() throws IOException {
        StringBuilder models = new StringBuilder();
        for (Path file : bpmn()) {
            models.append(Files.readString(file));
        }
        Set<String> called = Pattern.compile("elegateExpression=\"\\$\\{(\\w+)}\"")
                .matcher(models)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> beans = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Delegate.java") || name.endsWith("Listener.java"))
                    .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT)
                            + name.substring(1, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
            assertThat(beans).containsAll(called);
            beans.removeIf(bean -> bean.endsWith("Listener"));
            assertThat(called).containsAll(beans);
        }
    }

    private static <T extends BaseElement> void assertNone(Collection<T> elements, Predicate<T> right) {
        List<String> wrong = new ArrayList<>();
        for (T element : elements) {
            if (!right.test(element)) {
                wrong.add(element.getId());
            }
        }
        assertThat(wrong).as("elements that break the convention").isEmpty();
    }

    private static String type(FlowNode node) {
        if (node instanceof Gateway) {
            return "gateway";
        }
        String element = node.getElementType().getTypeName();
        return switch (element) {
            case "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent" -> "event";
            default -> element;
        };
    }

    /** Whether the gateway is a question: it splits, and not into everything. */
    private static boolean asks(Gateway gateway) {
        return (gateway instanceof ExclusiveGateway || gateway instanceof InclusiveGateway)
                && outgoing(gateway).size() > 1;
    }

    /** The flows that start at a node; the models do without the redundant lists of incoming and outgoing ones. */
    private static List<SequenceFlow> outgoing(FlowNode node) {
        return node.getModelInstance().getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> flow.getSource().equals(node))
                .toList();
    }

    private static boolean chinese(String text) {
        return text != null && CHINESE.matcher(text).matches();
    }

    private static boolean delegate(String expression, String role) {
        return expression != null && expression.matches("\\$\\{[a-z][A-Za-z]*" + role + "}");
    }

    /** Everything that comes after a node, over boundary events too. */
    private static Set<FlowNode> reachable(FlowNode start) {
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            if (seen.add(node)) {
                outgoing(node).forEach(flow -> open.push(flow.getTarget()));
                node.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                        .filter(event -> event.getAttachedTo().equals(node))
                        .forEach(open::push);
            }
        }
        return seen;
    }

    private static <T extends ModelElementInstance> Collection<T> all(Path file, Class<T> type) {
        return MODELS.computeIfAbsent(file, path -> Bpmn.readModelFromFile(path.toFile()))
                .getModelElementsByType(type);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<Path> files(String extension) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
