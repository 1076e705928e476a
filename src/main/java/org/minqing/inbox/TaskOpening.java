package org.minqing.inbox;

import org.springframework.stereotype.Service;

/** Takes a new task into the inbox, whatever it is about. */
@Service
class TaskOpening {

    private final InboxService inbox;
    private final TaskRules rules;

    TaskOpening(InboxService inbox, TaskRules rules) {
        this.inbox = inbox;
        this.rules = rules;
    }

    OpenTask opened(NewTask task) {
        return task.appealId() != null
                ? inbox.opened(task)
                : inbox.opened(task, rules.matter(task.taskKey(), task.processInstanceId(), task.ordinal()));
    }
}
