package org.minqing.security;

import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Appeals with one open task that a unit of the test's choice holds. */
@Component
@Profile("test")
class GuardedWork {

    record Case(Appeal appeal, String processInstanceId, String taskId) {}

    private final ProcessDriver driver;
    private final InboxService inbox;

    GuardedWork(ProcessDriver driver, InboxService inbox) {
        this.driver = driver;
        this.inbox = inbox;
    }

    /** @param place code of a grid; its appeal starts there */
    Case file(String place) {
        Appeal appeal = driver.file(place);
        OpenTask task = driver.task(appeal, "userTask_handleAppeal");
        return new Case(appeal, task.processInstanceId(), task.taskId());
    }

    void hold(Case filed, String unitCode) {
        inbox.heldBy(filed.taskId(), unitCode);
    }
}
