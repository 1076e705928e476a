package org.minqing.triage;

import java.util.Map;
import java.util.Set;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.UrgencyClass;
import org.minqing.engine.DecisionTables;
import org.springframework.stereotype.Component;

/** Asks the engine for a row of the table {@code triage}. */
@Component
class TriageDecision {

    static final String DECISION = "triage";

    private final DecisionTables tables;

    TriageDecision(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * @param categoryClass name of the first level of the category tree, or empty where the category is unknown
     * @throws IllegalStateException when the administrator's table has no row for this case
     */
    Answer answer(RequesterKind kind, Set<Signal> signals, String categoryClass) {
        Map<String, Object> row = tables.row(
                        DECISION,
                        Map.of(
                                "requesterKind", kind.name(),
                                "danger", signals.contains(Signal.DANGER),
                                "outage", signals.contains(Signal.OUTAGE),
                                "mass", signals.contains(Signal.MASS),
                                "vulnerable", signals.contains(Signal.VULNERABLE),
                                "longTerm", signals.contains(Signal.LONG_TERM),
                                "crossDepartment", signals.contains(Signal.CROSS_DEPARTMENT),
                                "categoryClass", categoryClass))
                .orElseThrow(() -> new IllegalStateException(
                        "triage has no row for %s, %s, %s".formatted(kind, signals, categoryClass)));
        return new Answer(
                UrgencyClass.valueOf((String) row.get("urgency")),
                Level.valueOf((String) row.get("startLevel")),
                (String) row.get("leadFunction"));
    }

    /** @param leadFunction function of the department that leads, or empty: the category's owner */
    record Answer(UrgencyClass urgency, Level startLevel, String leadFunction) {}
}
