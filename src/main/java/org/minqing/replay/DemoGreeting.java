package org.minqing.replay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the demonstration is and who can log in, once it is really ready. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoGreeting {

    private static final Logger LOG = LoggerFactory.getLogger(DemoGreeting.class);

    private final WebServerApplicationContext web;

    DemoGreeting(WebServerApplicationContext web) {
        this.web = web;
    }

    @EventListener
    void ready(AvailabilityChangeEvent<ReadinessState> event) {
        if (event.getState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return;
        }
        LOG.info("""

                民情已就绪：http://localhost:{}
                  网格员 grid01   社区 community01   街道 street01、street02   派单中心 dispatch01   区领导 leader01
                  部门 power01、science01、urban01、housing01   指导组 guide01        密码都是 {}
                  管理员 admin，密码 admin""", web.getWebServer().getPort(), DemoData.PASSWORD);
    }
}
