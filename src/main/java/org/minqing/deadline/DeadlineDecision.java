package org.minqing.deadline;

import java.util.Map;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.minqing.engine.DecisionTables;
import org.springframework.stereotype.Component;

/** Asks the engine for a row of the table {@code levelDeadline}. */
@Component
class DeadlineDecision {

    static final String DECISION = "levelDeadline";

    private final DecisionTables tables;

    DeadlineDecision(DecisionTables tables) {
        this.tables = tables;
    }

    /** @throws IllegalStateException when the administrator's table has no row for this case, or an impossible one */
    DeadlineRule rule(Level level, UrgencyClass urgency) {
        Map<String, Object> row = tables.row(DECISION, Map.of("level", level.name(), "urgency", urgency.name()))
                .orElseThrow(() ->
                        new IllegalStateException("levelDeadline has no row for %s, %s".formatted(level, urgency)));
        return new DeadlineRule(
                DeadlineRule.Span.valueOf((String) row.get("span")),
                ((Number) row.get("amount")).intValue(),
                DeadlineRule.Warning.valueOf((String) row.get("warning")));
    }
}
