package org.minqing.inbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** At night: the table of ended tasks stays as large as a month's work. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
class EndedTasksSchedule {

    private final InboxService inbox;

    EndedTasksSchedule(InboxService inbox) {
        this.inbox = inbox;
    }

    @Scheduled(cron = "0 50 3 * * *", zone = "Asia/Shanghai")
    void forget() {
        inbox.forgetEnded();
    }
}
