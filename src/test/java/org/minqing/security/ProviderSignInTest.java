package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.CommandProcess;

/** Signing in at a provider: the application in a process of its own, the provider beside it, HTTP between them all. */
class ProviderSignInTest {

    private static final String CITY = "city";
    private static final String WELCOME = "/camunda/app/welcome/default/";
    private static final String WHO = "/camunda/api/admin/auth/user/default";

    @TempDir
    static Path folder;

    private static final OAuth2TokenProvider KEYS = new OAuth2TokenProvider(new KeyProvider(List.of()));
    private static volatile OAuth2TokenCallback says;
    private static MockOAuth2Server provider;
    private static Process application;
    private static int port;

    private final Browser browser = new Browser(port).header("Accept", "text/html,*/*");

    @BeforeAll
    static void start() throws Exception {
        provider = provider(KEYS, freePort()); // one that is named can be taken again at once
        port = freePort();
        Path log = folder.resolve("application.log");
        ProcessBuilder java = CommandProcess.builder(log).directory(folder.toFile());
        java.environment()
                .putAll(Map.of(
                        "SPRING_PROFILES_ACTIVE", "demo,oidc",
                        "SERVER_PORT", String.valueOf(port),
                        "MINQING_BASE_URL", "http://127.0.0.1:" + port,
                        "MINQING_OIDC_ISSUER", provider.issuerUrl(CITY).toString(),
                        "MINQING_OIDC_CLIENT_ID", "minqing",
                        "MINQING_OIDC_CLIENT_SECRET", "a secret of the test",
                        "JAVA_TOOL_OPTIONS", "-Xmx700m -XX:TieredStopAtLevel=1"));
        application = java.start();
        for (int i = 0; !isReady(); i++) {
            assertThat(application.isAlive() && i < 600)
                    .as(Files.readString(log))
                    .isTrue();
            application.waitFor(200, TimeUnit.MILLISECONDS);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        application.destroy();
        if (!application.waitFor(60, TimeUnit.SECONDS)) {
            application.destroyForcibly();
        }
        provider.shutdown();
    }

    @Test
    void pageIsAskedFor_providerNamesTheOfficerAndThePageIsShown() throws Exception {
        HttpResponse<String> asked = browser.get("/camunda/report?from=notice");
        assertThat(asked.statusCode()).isEqualTo(302);
        String before = session();
        HttpResponse<String> sent = browser.get(location(asked));
        assertThat(location(sent))
                .startsWith(provider.issuerUrl(CITY) + "/authorize?")
                .contains("response_type=code", "state=", "nonce=", "code_challenge_method=S256")
                .contains("redirect_uri=http://127.0.0.1:" + port + "/camunda/oidc/callback");
        named("street01", Map.of());
        HttpResponse<String> back = browser.get(atProvider(location(sent)));

        assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
        assertThat(location(back)).isEqualTo("/camunda/report?from=notice");
        assertThat(session()).as("a session of his own").isNotEqualTo(before);
        assertThat(back.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("JSESSIONID")
                        .contains("HttpOnly")
                        .containsIgnoringCase("SameSite=Lax"));
        assertThat(browser.get(location(back)).statusCode()).isEqualTo(200);
        assertThat(browser.get(WHO).body()).contains("\"userId\":\"street01\"");
        assertThat(browser.get("/camunda/api/minqing/tasks/cards?ids=none").statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    }

    @Test
    void providerSaysMoreThanAName_rolesAreThoseOfTheDirectory() throws Exception {
        signIn("grid01", Map.of("groups", List.of("camunda-admin"), "roles", List.of("SYSTEM_ADMIN", "LEADER")));
        assertThat(browser.get(WHO).body()).contains("grid01").doesNotContain("\"admin\"", "\"cockpit\"");
        assertThat(browser.get("/camunda/api/engine/engine/default/deployment").statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-here", "", "system-420106-POWER", "GRID01", "street01 ", "a'b"})
    void providerNamesSomebodyWhoIsNoOfficer_refusedInChinese(String name) throws Exception {
        HttpResponse<String> refused = signIn(name, Map.of());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("不是本系统的工作人员").doesNotContain("nobody-here");
        isNobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss=http://127.0.0.1:1/other", "aud=another-application", "nonce=replayed", "exp=old"})
    void tokenIsForSomebodyElse_refused(String fault) throws Exception {
        String[] claim = fault.split("=", 2);
        Map<String, Object> claims = claim[0].equals("exp") ? Map.of() : Map.of(claim[0], claim[1]);
        HttpResponse<String> asked = browser.get(location(browser.get(WELCOME)));
        name("street01", claims, claim[0].equals("exp") ? -3600 : 3600);
        isRefused(browser.get(atProvider(location(asked))));
    }

    @Test
    void anotherKeySignsInTheProvidersPlace_refused() throws Exception {
        signIn("street01", Map.of());
        assertThat(browser.get(WHO).body()).contains("street01");
        int at = provider.url("").port();
        provider.shutdown();
        MockOAuth2Server impostor = provider(new OAuth2TokenProvider(new KeyProvider(List.of())), at);
        try {
            Browser other = new Browser(port).header("Accept", "text/html,*/*");
            HttpResponse<String> sent = other.get(location(other.get(WELCOME)));
            named("street01", Map.of());
            HttpResponse<String> refused = other.get(atProvider(location(sent)));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(other.get(WHO).statusCode()).isEqualTo(404);
        } finally {
            impostor.shutdown();
            provider = provider(KEYS, at);
        }
        Browser again = new Browser(port).header("Accept", "text/html,*/*");
        HttpResponse<String> sent = again.get(location(again.get(WELCOME)));
        assertThat(again.get(atProvider(location(sent))).statusCode())
                .as("the provider is back")
                .isEqualTo(302);
    }

    @Test
    void answerBelongsToAnotherSession_refused() throws Exception {
        HttpResponse<String> sent = browser.get(location(browser.get(WELCOME)));
        named("street01", Map.of());
        String answer = atProvider(location(sent));
        Browser victim = new Browser(port).header("Accept", "text/html,*/*");
        victim.get(location(victim.get(WELCOME)));
        assertThat(victim.get(answer).statusCode()).isEqualTo(401);
        assertThat(victim.get(WHO).statusCode()).isEqualTo(404);
        assertThat(new Browser(port).get(answer).statusCode()).isEqualTo(401);
        isRefused(browser.get(answer.replaceFirst("state=[^&]+", "state=guessed")));
    }

    @Test
    void answerIsSentASecondTime_refused() throws Exception {
        HttpResponse<String> sent = browser.get(location(browser.get(WELCOME)));
        named("street01", Map.of());
        String answer = atProvider(location(sent));
        assertThat(browser.get(answer).statusCode()).isEqualTo(302);
        assertThat(browser.get(answer).statusCode()).isEqualTo(401);
    }

    @Test
    void providerIsDown_nobodyIsLetInAndSystemsWorkOn() throws Exception {
        HttpResponse<String> sent = browser.get(location(browser.get(WELCOME)));
        named("street01", Map.of());
        String answer = atProvider(location(sent));
        int at = provider.url("").port();
        provider.shutdown();
        try {
            isRefused(browser.get(answer));
            assertThat(new Browser(port)
                            .basic("admin", "admin")
                            .get("/engine-rest/engine")
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            provider = provider(KEYS, at);
        }
    }

    @Test
    void passwordIsShownAtTheWebapps_refused() {
        HttpResponse<String> refused = browser.signIn("tasklist", "street01", "demo");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("统一身份认证");
        isNobody();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/engine",
                "/engine-rest/engine/",
                "/engine-rest/task",
                "/engine-rest/engine/default/task",
                "/engine-rest;x=1/task",
                "//engine-rest/task",
                "/engine-rest/%2e/task",
                "/camunda/%2e%2e/engine-rest/task",
                "/api/v1/tasks",
                "/actuator/prometheus",
                "/actuator/env",
                "/login",
                "/oauth2/authorization/provider",
                "/whatever-comes-later"
            })
    void addressesForPrograms_areClosedToNobodyAndToASession(String path) throws Exception {
        assertThat(new Browser(port).get(path).statusCode()).isIn(400, 401);
        signIn("leader01", Map.of());
        assertThat(browser.get(path).statusCode()).isIn(400, 401);
        assertThat(new Browser(port).basic("admin", "wrong").get(path).statusCode())
                .isIn(400, 401);
    }

    @Test
    void programsCall_passwordsAndTokensCountAsWithoutAProvider() {
        assertThat(basic("street01", "demo").get("/api/v1/tasks").statusCode()).isEqualTo(200);
        assertThat(basic("street01", "demo").get("/engine-rest/task").statusCode())
                .isEqualTo(200);
        String token = basic("admin", "admin")
                .post("/api/v1/tokens", "{\"unitCode\":\"420106-POWER\",\"name\":\"工单\",\"days\":9}")
                .body()
                .replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(new Browser(port)
                        .header("Authorization", "Bearer " + token)
                        .get("/engine-rest/task")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyAsksTheWebapps_nothingIsShown() {
        Browser nobody = new Browser(port);
        for (String path : List.of(
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/minqing/units?q=x",
                "/camunda/api/cockpit/plugin/base/default/process-instance/count")) {
            assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(401);
        }
        for (String page :
                List.of(WELCOME, "/camunda/app/admin/default/", "/camunda/report", "/camunda/app/cockpit/")) {
            assertThat(browser.get(page).statusCode()).as(page).isEqualTo(302);
        }
        assertThat(nobody.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void requestIsForged_refused() throws Exception {
        signIn("street01", Map.of());
        browser.get(WELCOME);
        assertThat(browser.post("/camunda/api/engine/engine/default/task/count", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void officerSignsOut_hisSessionIsGone() throws Exception {
        signIn("street01", Map.of());
        browser.get(WELCOME);
        browser.takeToken();
        assertThat(browser.post("/camunda/api/engine/engine/default/task/count", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.post(WHO + "/logout", "").statusCode()).isEqualTo(200);
        isNobody();
        assertThat(browser.get(WELCOME).statusCode()).isEqualTo(302);
    }

    @Test
    void officerLosesHisRoleAndLeaves_sessionFollows() throws Exception {
        signIn("urban02", Map.of());
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(200);
        Browser administrator = basic("admin", "admin");
        assertThat(administrator
                        .put("/api/v1/officers/urban02/roles", "{\"roles\":[\"AUDITOR\"]}")
                        .statusCode())
                .isEqualTo(204);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1500);
        while (browser.get("/camunda/api/engine/engine/default/task").statusCode() != 403) {
            assertThat(System.nanoTime()).as("a second").isLessThan(end);
        }
        assertThat(administrator.post("/api/v1/officers/urban02/departure", "").statusCode())
                .isEqualTo(204);
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        isNobody();
        assertThat(signIn("urban02", Map.of()).statusCode()).isEqualTo(403);
    }

    private void isNobody() {
        assertThat(browser.get(WHO).statusCode()).isEqualTo(404);
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
    }

    private void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).contains("没有登录").doesNotContain("Exception", "JWT");
        isNobody();
    }

    private HttpResponse<String> signIn(String name, Map<String, Object> claims) throws Exception {
        HttpResponse<String> sent = browser.get(location(browser.get(WELCOME)));
        named(name, claims);
        return browser.get(atProvider(location(sent)));
    }

    /** What the provider will say of whoever comes next. */
    private static void named(String name, Map<String, Object> claims) {
        name(name, claims, 3600);
    }

    private static void name(String name, Map<String, Object> claims, long expiry) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("preferred_username", name);
        says = new DefaultOAuth2TokenCallback(CITY, "subject-1", "JWT", List.of("minqing"), all, expiry);
    }

    /** Says what the test wants. */
    private static final class Says implements OAuth2TokenCallback {

        @Override
        public String issuerId() {
            return CITY;
        }

        @Override
        public String subject(TokenRequest request) {
            return says.subject(request);
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return says.typeHeader(request);
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return says.audience(request);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return says.addClaims(request);
        }

        @Override
        public long tokenExpiry() {
            return says.tokenExpiry();
        }
    }

    /** The provider asks nothing and sends back at once. */
    private static String atProvider(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        URI back = URI.create(location(answer));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static MockOAuth2Server provider(OAuth2TokenProvider keys, int at) throws IOException {
        MockOAuth2Server server =
                new MockOAuth2Server(new OAuth2Config(false, null, null, false, keys, Set.of(new Says())));
        server.start(java.net.InetAddress.getByName("127.0.0.1"), at);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    private String session() {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private static Browser basic(String user, String password) {
        return new Browser(port).basic(user, password);
    }

    private static boolean isReady() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
