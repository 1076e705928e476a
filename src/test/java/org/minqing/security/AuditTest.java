package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.minqing.audit.AuditRun;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever changes something leaves an entry, at whichever door it comes in. */
@MinqingTest
class AuditTest {

    private static final String AUDITOR = "audit-reader";

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    AuditRun audit;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    private final String mark = "x" + UUID.randomUUID().toString().substring(0, 8);
    private Browser admin;

    @BeforeEach
    void signIn() {
        admin = new Browser(port).basic(users.administrator(), TestUsers.PASSWORD);
        if (identity.createUserQuery().userId(AUDITOR).count() == 0) {
            User auditor = identity.newUser(AUDITOR);
            auditor.setPassword(TestUsers.PASSWORD);
            identity.saveUser(auditor);
            if (identity.createGroupQuery().groupId("role-auditor").count() == 0) {
                identity.saveGroup(identity.newGroup("role-auditor"));
            }
            identity.createMembership(AUDITOR, "role-auditor");
        }
    }

    @Test
    void administratorChangesTheEngine_eachChangeIsAnEntryWithBeforeAndAfter() {
        String own = "/engine-rest/user/test-admin/credentials";
        assertThat(admin.put(
                                own,
                                "{\"password\":\"%1$s\",\"authenticatedUserPassword\":\"%1$s\"}"
                                        .formatted(TestUsers.PASSWORD))
                        .statusCode())
                .isEqualTo(204);
        assertThat(audit.newest("ENGINE_CHANGED"))
                .contains("test-admin", "127.0.0.1", own)
                .doesNotContain(TestUsers.PASSWORD);

        String filter = "{\"resourceType\":\"Task\",\"name\":\"%s\",\"query\":{},\"properties\":{}}".formatted(mark);
        String created = admin.post("/engine-rest/filter/create", filter).body();
        assertThat(audit.newest("ENGINE_CHANGED")).contains("Filter", "\"after\"", mark);
        String id = created.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(admin.send("DELETE", "/engine-rest/filter/" + id, null, null).statusCode())
                .isEqualTo(204);
        assertThat(audit.newest("ENGINE_CHANGED")).contains("/engine-rest/filter/" + id);
    }

    @Test
    void taskIsClaimed_theTimelineSaysItOnceAndFromWhere() {
        GuardedWork.Case filed = work.file(TestDirectory.GRID);
        long others = count();
        Browser grid = new Browser(port).basic(users.officer("grid-1"), TestUsers.PASSWORD);
        assertThat(grid.post("/engine-rest/task/" + filed.taskId() + "/claim", "{\"userId\":\"grid-1\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(count()).isEqualTo(others);
        assertThat(jdbc.sql("select origin from timeline_entry where appeal_id = ? and kind = 'CLAIMED'")
                        .param(filed.appeal().id())
                        .query(String.class)
                        .list())
                .containsExactly("127.0.0.1");
    }

    @Test
    void reading_leavesNoEntry() {
        long before = count();
        admin.get("/engine-rest/task");
        admin.post("/engine-rest/task", "{\"taskDefinitionKey\":\"none\"}");
        admin.post("/engine-rest/process-instance/count", "{}");
        admin.get("/api/v1/units/" + TestDirectory.GRID);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void refusedChange_leavesNoEntry() {
        Browser grid = new Browser(port).basic(users.officer("grid-1"), TestUsers.PASSWORD);
        long before = count();
        assertThat(grid.post("/api/v1/appeals", "{}").statusCode()).isEqualTo(422);
        assertThat(admin.post("/engine-rest/filter/create", "{}").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void operationThatSaysNothingItself_isWrittenDownAtTheDoor() {
        String appeal = "{\"source\":\"audit\",\"sourceId\":\"%s\",\"subject\":\"路灯\"}".formatted(mark);
        Browser grid = new Browser(port).basic(users.officer("grid-1"), TestUsers.PASSWORD);
        assertThat(grid.post("/api/v1/appeals", appeal).statusCode()).isEqualTo(201);
        long before = count();
        assertThat(grid.post("/api/v1/appeals", appeal).statusCode()).isEqualTo(200);
        assertThat(count()).isEqualTo(before + 1);
        assertThat(audit.newest("REQUESTED")).contains("POST /api/v1/appeals", "grid-1");
    }

    @Test
    void wrongPassword_isAnEntryWithoutWhatWasTyped() {
        new Browser(port).basic(mark, "Wrong-" + mark).get("/api/v1/units/4201");
        assertThat(audit.newest("SIGN_IN_FAILED"))
                .contains("stranger", "127.0.0.1")
                .doesNotContain(mark);
        new Browser(port).basic("test-admin", "Wrong-" + mark).get("/api/v1/units/4201");
        assertThat(audit.newest("SIGN_IN_FAILED")).contains("test-admin").doesNotContain(mark);
    }

    @Test
    void auditIsRead_byAuditorsAlone() {
        GuardedWork.Case filed = work.file(TestDirectory.GRID);
        Browser auditor = new Browser(port).basic(AUDITOR, TestUsers.PASSWORD);
        assertThat(auditor.get("/api/v1/audit?limit=5").statusCode()).isEqualTo(200);
        assertThat(auditor.get("/api/v1/audit?of=cases&appeal=" + filed.appeal().number())
                        .body())
                .contains("RECEIVED", "LEVEL_ENTERED", filed.appeal().number())
                .doesNotContain("路灯不亮");
        assertThat(auditor.get("/api/v1/audit?from=2999-01-01T00:00:00%2B08:00").body())
                .isEqualTo("[]");
        assertThat(auditor.get("/api/v1/audit?limit=501").statusCode()).isEqualTo(422);
        assertThat(admin.get("/api/v1/audit").statusCode()).isEqualTo(403);
        assertThat(new Browser(port)
                        .basic(users.officer("grid-1"), TestUsers.PASSWORD)
                        .get("/api/v1/audit")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void entries_areWrittenInOnePlaceEach() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> writing = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file ->
                            read(file).matches("(?is).*(insert\\s+into|update)\\s+(timeline_entry|audit_entry).*"))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(writing).containsExactly("AuditRepository.java", "Timeline.java");
        }
    }

    private long count() {
        return jdbc.sql("select count(*) from audit_entry").query(Long.class).single();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
