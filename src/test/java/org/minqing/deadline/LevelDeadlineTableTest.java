package org.minqing.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.MinqingTest;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.DeadlineRule.Span;
import org.minqing.deadline.DeadlineRule.Warning;
import org.springframework.beans.factory.annotation.Autowired;

/** The design's table of deadlines, cell by cell. */
@MinqingTest
class LevelDeadlineTableTest {

    @Autowired
    DeadlineDecision table;

    @ParameterizedTest
    @CsvSource({
        "IMMEDIATE,   GRID,      HOURS,         2,  AT_80_PERCENT",
        "IMMEDIATE,   COMMUNITY, HOURS,         4,  AT_80_PERCENT",
        "IMMEDIATE,   STREET,    HOURS,         8,  AT_80_PERCENT",
        "IMMEDIATE,   JOINT,     HOURS,         48, AT_80_PERCENT",
        "BY_DEADLINE, GRID,      WORKING_DAYS,  1,  DUE_DAY_0830",
        "BY_DEADLINE, COMMUNITY, WORKING_DAYS,  3,  DUE_DAY_0830",
        "BY_DEADLINE, STREET,    WORKING_DAYS,  5,  DUE_DAY_0830",
        "BY_DEADLINE, JOINT,     WORKING_DAYS,  15, DUE_DAY_0830",
        "PHASED,      GRID,      WORKING_DAYS,  1,  DUE_DAY_0830",
        "PHASED,      COMMUNITY, WORKING_DAYS,  5,  DUE_DAY_0830",
        "PHASED,      STREET,    WORKING_DAYS,  15, DUE_DAY_0830",
        "PHASED,      JOINT,     CALENDAR_DAYS, 60, DUE_DAY_0830"
    })
    void everyClassAndLevel_hasItsTime(UrgencyClass urgency, Level level, Span span, int amount, Warning warning) {
        assertThat(table.rule(level, urgency)).isEqualTo(new DeadlineRule(span, amount, warning));
    }

    @Test
    void theTableAbove_hasARowForEveryCell() {
        assertThat(UrgencyClass.values().length * Level.values().length).isEqualTo(12);
    }
}
