package org.minqing.deadline;

import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.springframework.stereotype.Component;

/** Asks the engine for a row of the table {@code levelDeadline}. */
@Component
class DeadlineDecision {

    static final String DECISION = "levelDeadline";

    private final DecisionService decisions;

    DeadlineDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    /** @throws IllegalStateException when the administrator's table has no row for this case, or an impossible one */
    DeadlineRule rule(Level level, UrgencyClass urgency) {
        DmnDecisionResultEntries row = decisions
                .evaluateDecisionByKey(DECISION)
                .variables(Variables.putValue("level", level.name()).putValue("urgency", urgency.name()))
                .evaluate()
                .getSingleResult();
        if (row == null) {
            throw new IllegalStateException("levelDeadline has no row for %s, %s".formatted(level, urgency));
        }
        return new DeadlineRule(
                DeadlineRule.Span.valueOf(row.getEntry("span")),
                row.<Number>getEntry("amount").intValue(),
                DeadlineRule.Warning.valueOf(row.getEntry("warning")));
    }
}
