package org.minqing.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.ProcessDriver.at;
import static org.minqing.TestDirectory.GRID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.minqing.appeal.TimelineKind;
import org.springframework.beans.factory.annotation.Autowired;

/** A node's clock jumps and is set right again. 2026-03-02 is a Monday; the grid has until Tuesday 17:30. */
@MinqingTest
class ClockJumpTest {

    @Autowired
    ProcessDriver driver;

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02T11:00", "2026-03-02T09:00", "2026-03-01T10:00"})
    void clockJumpsBeforeTheDeadline_deadlineActsOnceAtItsTime(String jump) {
        Appeal appeal = filed();
        driver.passUntil(appeal, jump);
        driver.passUntil(appeal, "2026-03-03T17:29");
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.GRID);

        driver.passUntil(appeal, "2026-03-03T17:31");
        assertMovedOnce(appeal);
        assertThat(driver.last(appeal, TimelineKind.BREACHED).happenedAt()).isEqualTo(at("2026-03-03T17:30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-04T10:00", "2026-03-05T10:00"})
    void clockJumpsOverTheDeadlineAndBack_deadlineActsOnce(String jump) {
        Appeal appeal = filed();
        driver.passUntil(appeal, jump);
        assertMovedOnce(appeal);

        driver.passUntil(appeal, "2026-03-02T10:30");
        driver.passUntil(appeal, "2026-03-03T17:31");
        assertMovedOnce(appeal);
    }

    private Appeal filed() {
        driver.clock("2026-03-02T10:00");
        return driver.file(GRID);
    }

    private void assertMovedOnce(Appeal appeal) {
        assertThat(driver.reload(appeal).level()).isEqualTo(Level.COMMUNITY);
        assertThat(driver.kinds(appeal)).containsOnlyOnce(TimelineKind.BREACHED, TimelineKind.LEVEL_LEFT);
    }
}
