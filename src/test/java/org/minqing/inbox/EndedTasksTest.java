package org.minqing.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.GRID;

import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.level.LevelModel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In a year of its own: what other tests have ended is left alone. */
@MinqingTest
class EndedTasksTest {

    @Autowired
    ProcessDriver driver;

    @Autowired
    InboxService inbox;

    @Autowired
    JdbcClient jdbc;

    @Test
    void taskEnded_howIsKeptForThirtyDays() {
        driver.clock("2002-03-04T10:00");
        Appeal appeal = driver.file(GRID);
        driver.answer(appeal, LevelModel.HANDLE, "grid-1", "ESCALATE", "reason", "需要物业配合");

        driver.clock("2002-04-03T09:59");
        inbox.forgetEnded();
        assertThat(ended(appeal)).isEqualTo(1);

        driver.clock("2002-04-03T10:01");
        inbox.forgetEnded();
        assertThat(ended(appeal)).isZero();
    }

    private int ended(Appeal appeal) {
        return jdbc.sql("select count(*) from ended_task where appeal_id = ?")
                .param(appeal.id())
                .query(Integer.class)
                .single();
    }
}
