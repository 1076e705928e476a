package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;

@MinqingTest
class StartTest {

    @Autowired
    TestRestTemplate http;

    @Test
    void applicationStarts_readinessIsUp() {
        assertThat(http.getForEntity("/actuator/health/readiness", String.class).getBody())
                .contains("UP");
    }
}
