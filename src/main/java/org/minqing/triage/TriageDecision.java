package org.minqing.triage;

import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.UrgencyClass;
import org.springframework.stereotype.Component;

/** Asks the engine for a row of the table {@code triage}. */
@Component
class TriageDecision {

    static final String DECISION = "triage";

    private final DecisionService decisions;

    TriageDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    /**
     * @param categoryClass name of the first level of the category tree, or empty where the category is unknown
     * @throws IllegalStateException when the administrator's table has no row for this case
     */
    Answer answer(RequesterKind kind, Set<Signal> signals, String categoryClass) {
        DmnDecisionResultEntries row = decisions
                .evaluateDecisionByKey(DECISION)
                .variables(Variables.putValue("requesterKind", kind.name())
                        .putValue("danger", signals.contains(Signal.DANGER))
                        .putValue("outage", signals.contains(Signal.OUTAGE))
                        .putValue("mass", signals.contains(Signal.MASS))
                        .putValue("vulnerable", signals.contains(Signal.VULNERABLE))
                        .putValue("longTerm", signals.contains(Signal.LONG_TERM))
                        .putValue("crossDepartment", signals.contains(Signal.CROSS_DEPARTMENT))
                        .putValue("categoryClass", categoryClass))
                .evaluate()
                .getSingleResult();
        if (row == null) {
            throw new IllegalStateException("triage has no row for %s, %s, %s".formatted(kind, signals, categoryClass));
        }
        return new Answer(
                UrgencyClass.valueOf(row.getEntry("urgency")),
                Level.valueOf(row.getEntry("startLevel")),
                row.getEntry("leadFunction"));
    }

    /** @param leadFunction function of the department that leads, or empty: the category's owner */
    record Answer(UrgencyClass urgency, Level startLevel, String leadFunction) {}
}
