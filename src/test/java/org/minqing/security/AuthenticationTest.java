package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@MinqingTest
class AuthenticationTest {

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    String officer;

    @BeforeEach
    void officer() {
        officer = users.officer("street-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/engine",
                "/engine-rest/engine/",
                "/engine-rest/engine/default/task",
                "/engine-rest/task",
                "/engine-rest/version",
                "/engine-rest;x=1/task",
                "//engine-rest/task",
                "/engine-rest/%2e/task",
                "/api/v1/appeals",
                "/api;x=1/v1/appeals",
                "//api/v1/appeals",
                "/camunda/../api/v1/appeals",
                "/camunda/%2e%2e/engine-rest/task",
                "/actuator",
                "/actuator/env",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/beans",
                "/h2-console",
                "/h2-console/",
                "/swagger-ui.html",
                "/camunda/api/minqing/units?q=x",
                "/camunda/api/minqing/tasks/1/card",
                "/camunda/api/engine/engine/default/task",
                "/whatever-comes-later"
            })
    void nobodyCalls_nothingIsOpen(String path) {
        HttpResponse<String> answer = new Browser(port).get(path);
        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("name\":\"default").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness"})
    void nobodyAsksForHealth_stateWithoutDetails(String path) {
        HttpResponse<String> answer = new Browser(port).get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("status")
                .doesNotContain("components")
                .doesNotContain("database");
    }

    @Test
    void nobodyCalls_problemDetailsInChinese() {
        HttpResponse<String> answer = new Browser(port).get("/api/v1/appeals/420106-20260101-00001");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic");
        assertThat(answer.body())
                .contains("urn:minqing:problem:unauthenticated")
                .contains("请使用工号和密码登录");
    }

    @ParameterizedTest
    @CsvSource({"grid-2,wrong", "nobody-here,wrong", "'',''", "grid-2,''", "'street 2',x", "'a:b',x"})
    void wrongNameOrPassword_sameAnswer(String user, String password) {
        users.officer("grid-2");
        HttpResponse<String> answer = new Browser(port).basic(user, password).get("/engine-rest/engine");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("请使用工号和密码登录");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YWJj", "Bearer abc", "Basic YQBiOmM="})
    void brokenHeader_refused(String header) {
        assertThat(new Browser(port)
                        .header("Authorization", header)
                        .get("/api/v1/appeals")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void officerCalls_engineKnowsHim() {
        HttpResponse<String> answer =
                new Browser(port).basic(officer, TestUsers.PASSWORD).get("/engine-rest/engine");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("default");
    }

    @Test
    void officerCallsUnknownAddress_notFound() {
        assertThat(new Browser(port)
                        .basic(officer, TestUsers.PASSWORD)
                        .get("/actuator/env")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anotherSiteSends_refused() {
        assertThat(new Browser(port)
                        .basic(officer, TestUsers.PASSWORD)
                        .header("Sec-Fetch-Site", "cross-site")
                        .post("/engine-rest/task/count", "{}")
                        .statusCode())
                .isEqualTo(403);
    }
}
