package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.minqing.MinqingTest;
import org.minqing.security.AccessMatrix.Address;
import org.minqing.security.AccessMatrix.Row;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may what: every cell of {@code docs/access-matrix.csv} is asked over HTTP, at every address that has the operation. */
@MinqingTest
class AccessMatrixTest {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE", "PATCH");
    /** Whose cases those are asked about who are no officers. */
    private static final Map<String, String> AS = Map.of(AccessMatrix.NOBODY, "grid", AccessMatrix.TOKEN, "department");

    private static final String NO_NUMBER = "420171-20000101-00001";
    private static final MatrixCases.Case NO_CASE = new MatrixCases.Case(NO_NUMBER, "no-such", "no-such", 0);

    @LocalServerPort
    int port;

    @Autowired
    MatrixCases cases;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    private final Map<String, Browser> callers = new ConcurrentHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    @Test
    void everyAddressOfTheApplication_hasARow() throws Exception {
        AccessMatrix matrix = new AccessMatrix();
        List<String> missing = addresses().stream()
                .filter(address -> matrix.rowFor(address).isEmpty())
                .map(address -> "%s,%s,%s,-,any,,%s"
                        .formatted(
                                address.door(),
                                address.method(),
                                address.path(),
                                Stream.generate(() -> "no").limit(14).collect(Collectors.joining(","))))
                .toList();
        assertThat(missing)
                .as(
                        "%s says nobody's rights to these addresses. Add a line for each, such as the following,"
                                + " and write yes where a role may:%n%s%n",
                        AccessMatrix.FILE, String.join("\n", missing))
                .isEmpty();
        List<String> idle = matrix.rows().stream()
                .filter(row -> addresses().stream().noneMatch(row::covers))
                .map(Row::name)
                .toList();
        assertThat(idle).as("rows for addresses that do not exist (any more)").isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> cells() throws Exception {
        cases.fill();
        names.put("definition", definition());
        names.put("modelKey", "appealHandling");
        names.put("unit", "420171");
        names.put("list", "PROBLEMS");
        names.put("rate", "RESPONSE");
        names.put("colleague", "matrix-colleague");
        names.put("filter", filter());
        AccessMatrix matrix = new AccessMatrix();
        List<Address> all = addresses();
        return matrix.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    List<String> wrong = new ArrayList<>();
                    if (row.isPattern()) {
                        // no case stands behind these: they may be asked at once
                        wrong.addAll(covered(matrix, row, all).parallelStream()
                                .flatMap(address -> ask(row, address).stream())
                                .toList());
                    } else {
                        wrong.addAll(ask(row, itself(row)));
                    }
                    assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
                }));
    }

    private List<String> ask(Row row, Address address) {
        List<String> wrong = new ArrayList<>();
        row.cells().forEach((role, cell) -> {
            for (String relation : row.relations()) {
                for (String door : doors(row)) {
                    boolean counts = !role.equals(AccessMatrix.TOKEN) || !isOfTheWebapps(door + address.path());
                    wrong.addAll(ask(
                            row,
                            address,
                            role,
                            relation,
                            door,
                            counts ? cell : row.cells().get(AccessMatrix.NOBODY)));
                }
            }
        });
        return wrong;
    }

    private List<Address> addresses() {
        return new MappedAddresses(requestMappingHandlerMapping).all();
    }

    private static Address itself(Row row) {
        return new Address(row.door(), row.method(), row.path());
    }

    private static List<Address> covered(AccessMatrix matrix, Row row, List<Address> all) {
        return all.stream()
                .filter(address -> matrix.rowFor(address).filter(row::equals).isPresent())
                .toList();
    }

    /** The engine has two doors with the same rooms behind; ours below {@code /camunda} take a session. */
    private static List<String> doors(Row row) {
        return switch (row.door()) {
            case "engine" -> List.of("/engine-rest/", "/camunda/api/engine/engine/default/");
            case "ours" -> List.of("");
            default -> List.of("/camunda/api/" + row.door() + "/");
        };
    }

    private List<String> ask(Row row, Address address, String role, String relation, String door, String cell) {
        MatrixCases.Case of = NO_CASE;
        if (!relation.equals("-")) {
            of = cases.of(AS.getOrDefault(role, role), relation);
        }
        if (cell.equals("-") || of == null) {
            return List.of();
        }
        if (CHANGING.contains(row.method())
                && row.path().matches(".*\\{task(Id)?}.*")
                && !relation.equals("finished")) {
            cases.release(of);
        }
        HttpResponse<String> answer = send(row, address, role, door, of);
        String wrong = switch (cell) {
            case "yes" -> accepted(row, answer, of);
            case "no" -> isRefused(role, door + address.path(), answer) ? null : "should be refused";
            case "none" -> hidden(row, address, role, door, of, answer);
            default -> "unknown word “%s”".formatted(cell);
        };
        return wrong == null
                ? List.of()
                : List.of("%s, %s, %s %s%s: %s; it answers %d %s"
                        .formatted(
                                role,
                                relation,
                                address.method(),
                                door,
                                address.path(),
                                wrong,
                                answer.statusCode(),
                                answer.body()
                                        .substring(
                                                0, Math.min(160, answer.body().length()))));
    }

    private static boolean isOfTheWebapps(String path) {
        return path.startsWith("/camunda/");
    }

    private static boolean isRefused(String role, String path, HttpResponse<String> answer) {
        return role.equals(AccessMatrix.NOBODY) || role.equals(AccessMatrix.TOKEN) && isOfTheWebapps(path)
                ? Set.of(401, 403).contains(answer.statusCode())
                : answer.statusCode() == 403;
    }

    private static String accepted(Row row, HttpResponse<String> answer, MatrixCases.Case of) {
        boolean right = switch (row.answer()) {
            case "any" -> !Set.of(401, 403).contains(answer.statusCode());
            case "shown" -> answer.statusCode() == 200 && names(answer, of);
            case "counted" -> answer.statusCode() == 200 && answer.body().matches("(?s).*\"count\":[1-9].*");
            default -> answer.statusCode() == Integer.parseInt(row.answer());
        };
        return right ? null : "should be accepted (%s)".formatted(row.answer());
    }

    /** A list without the case; or the very answer that the same caller gets for a case that does not exist. */
    private String hidden(
            Row row, Address address, String role, String door, MatrixCases.Case of, HttpResponse<String> answer) {
        if (row.answer().equals("shown")) {
            return Set.of(200, 204).contains(answer.statusCode()) && !names(answer, of) ? null : "should show nothing";
        }
        if (row.answer().equals("counted")) {
            return answer.body().contains("\"count\":0") ? null : "should count nothing";
        }
        HttpResponse<String> none = send(row, address, role, door, NO_CASE);
        return answer.statusCode() == 404
                        && none.statusCode() == 404
                        && anonymous(answer, of).equals(anonymous(none, NO_CASE))
                ? null
                : "should look like none (%d %s)".formatted(none.statusCode(), none.body());
    }

    private static boolean names(HttpResponse<String> answer, MatrixCases.Case of) {
        return Stream.of(of.number(), of.instance(), of.taskId()).anyMatch(answer.body()::contains);
    }

    private static String anonymous(HttpResponse<String> answer, MatrixCases.Case of) {
        return answer.body()
                .replace(of.number(), "…")
                .replace(of.taskId(), "…")
                .replace(of.instance(), "…")
                .replaceAll("/attachments/\\d+", "/attachments/…");
    }

    private HttpResponse<String> send(Row row, Address address, String role, String door, MatrixCases.Case of) {
        String path = filled(address.path(), role, of);
        String whole = door + path;
        if (row.isPattern() && address.method().equals("GET")) {
            whole += "?maxResults=1";
        }
        Browser browser = caller(role, whole);
        String method = address.method().equals("*") ? "GET" : address.method();
        String body = filled(row.body(), role, of);
        if (body.startsWith("file:")) {
            String multipart = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                    + body.substring(5) + "\r\n--x--\r\n";
            return browser.send(method, whole, multipart, "multipart/form-data; boundary=x");
        }
        String json = body.isEmpty() && Set.of("POST", "PUT").contains(method) ? "{}" : body;
        return json.isEmpty()
                ? browser.send(method, whole, null, null)
                : browser.send(method, whole, json, "application/json");
    }

    private String filled(String text, String role, MatrixCases.Case of) {
        String filled = text.replace("{number}", of.number())
                .replace("{instance}", of.instance())
                .replace("{task}", of.taskId())
                .replace("{taskId}", of.taskId())
                .replace("{attachment}", String.valueOf(of.attachment()))
                .replace(
                        "{self}",
                        role.equals(AccessMatrix.TOKEN) ? "system-" + MatrixCases.DEPARTMENT : "matrix-" + role)
                .replace("{engineName}", "default")
                .replace("{engine}", "default");
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace('{' + name.getKey() + '}', name.getValue());
        }
        return filled.startsWith("{") ? filled : filled.replaceAll("\\{\\w[^}]*}", "no-such");
    }

    private Browser caller(String role, String path) {
        boolean webapp = isOfTheWebapps(path);
        return callers.computeIfAbsent(role + webapp, key -> {
            Browser browser = new Browser(port);
            if (role.equals(AccessMatrix.NOBODY)) {
                return browser;
            }
            if (role.equals(AccessMatrix.TOKEN)) {
                return browser.header("Authorization", "Bearer " + token());
            }
            if (!webapp) {
                return browser.basic("matrix-" + role, TestUsers.PASSWORD);
            }
            assertThat(browser.signIn("welcome", "matrix-" + role, TestUsers.PASSWORD)
                            .statusCode())
                    .isEqualTo(200);
            return browser;
        });
    }

    private String token() {
        return new Browser(port)
                .basic("matrix-security", TestUsers.PASSWORD)
                .post("/api/v1/tokens", "{\"unitCode\":\"" + MatrixCases.DEPARTMENT + "\",\"name\":\"矩阵\",\"days\":9}")
                .body()
                .replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    private String definition() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("appealHandling")
                .latestVersion()
                .singleResult()
                .getId();
    }

    private String filter() {
        return filters.createFilterQuery().filterName("matrix").list().stream()
                .findFirst()
                .orElseGet(
                        () -> filters.saveFilter(filters.newTaskFilter("matrix").setQuery(tasks.createTaskQuery())))
                .getId();
    }
}
