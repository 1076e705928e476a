package org.minqing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;

@MinqingTest
class NodeClockHealthTest {

    @Autowired
    NodeClockHealth health;

    @Test
    void clockAgreesWithTheDatabase_up() {
        ClockUtil.reset();
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "P3D", "P-1D", "PT60S", "PT-60S"})
    void clockIsOff_saysByHowMuch(Duration off) {
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(off)));
        Health found = health.health();
        assertThat(found.getStatus().getCode()).isEqualTo("WARNING");
        assertThat((long) found.getDetails().get("offSeconds")).isBetween(off.toSeconds() - 20, off.toSeconds() + 20);
    }
}
