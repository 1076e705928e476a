package org.minqing.engine;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** How the engine is set up. What can be said in {@code application.yml} is said there. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("org.minqing")
class EngineConfiguration {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Bean
    Clock clock() {
        return new EngineClock(ZONE);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ProcessEnginePlugin lean() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                CaseHistoryLevel history = new CaseHistoryLevel();
                engine.setCustomHistoryLevels(List.of(history));
                engine.setHistoryLevel(history);
                engine.setHistory(history.getName());
                engine.setHistoryRemovalTimeStrategy("start");
                engine.setEnforceHistoryTimeToLive(true);
                // who was given how many tasks is counted for a licence that we do not need
                engine.setTaskMetricsEnabled(false);
            }
        };
    }
}
