package org.minqing.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.GRID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@MinqingTest
class MetricsTest {

    private static final Path DASHBOARD = Path.of("docker", "grafana", "minqing.json");

    @Autowired
    TestRestTemplate http;

    @Autowired
    TestUsers users;

    @Autowired
    ProcessDriver driver;

    @Autowired
    OpenAppealMeters meters;

    @Test
    void administratorAsks_everyMetricOfTheDashboardIsThere() throws IOException {
        driver.clock("2026-03-02T10:00");
        driver.file(GRID);
        meters.sample();
        String metrics = ask(users.administrator()).getBody();
        Set<String> exposed = metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exposed).containsAll(dashboard());
        assertThat(metrics).containsPattern("minqing_appeals_open\\{[^}]*level=\"GRID\"[^}]*} [1-9]");
    }

    @Test
    void officerAsks_refused() {
        assertThat(ask(users.officer("street-2")).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private ResponseEntity<String> ask(String user) {
        return http.withBasicAuth(user, TestUsers.PASSWORD).getForEntity("/actuator/prometheus", String.class);
    }

    private static Set<String> dashboard() throws IOException {
        Set<String> names = new TreeSet<>();
        JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels");
        panels.findValuesAsText("expr")
                .forEach(expr -> Pattern.compile("[a-z]+(?:_[a-z]+)+")
                        .matcher(expr)
                        .results()
                        .map(MatchResult::group)
                        .forEach(names::add));
        assertThat(names).contains("minqing_appeals_open", "minqing_timer_lag_seconds");
        return names;
    }
}
