package org.minqing.inbox;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open tasks by the number of what they are about, for tests elsewhere. */
@Component
@Profile("test")
public class OpenTasks {

    private final InboxService inbox;
    private final JdbcClient jdbc;

    OpenTasks(InboxService inbox, JdbcClient jdbc) {
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    public List<OpenTask> of(String number) {
        return jdbc
                .sql("select task_id from inbox where appeal_number = ? order by created_at, task_id")
                .param(number)
                .query(String.class)
                .list()
                .stream()
                .map(id -> inbox.find(id).orElseThrow())
                .toList();
    }
}
