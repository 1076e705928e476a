package org.minqing.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks decision tables. The answer of one version of a table to one question never changes, so it is kept; a version
 * that an administrator deploys is asked from its first moment on.
 */
@Component
public class DecisionTables {

    private static final int MOST_KEPT = 10_000;

    private final DecisionService decisions;
    private final JdbcClient jdbc;
    private final Map<Question, Map<String, Object>> kept = new ConcurrentHashMap<>();

    DecisionTables(DecisionService decisions, JdbcClient jdbc) {
        this.decisions = decisions;
        this.jdbc = jdbc;
    }

    /** The outputs of the one row of the newest version that matches; empty where none does. */
    public Optional<Map<String, Object>> row(String table, Map<String, Object> inputs) {
        Question question = new Question(newestVersion(table), inputs);
        Map<String, Object> row = kept.get(question);
        if (row == null) {
            DmnDecisionResultEntries found = decisions
                    .evaluateDecisionById(question.definitionId())
                    .variables(inputs)
                    .evaluate()
                    .getSingleResult();
            row = found == null ? Map.of() : found.getEntryMap();
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(question, row);
        }
        return row.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    private String newestVersion(String table) {
        return jdbc.sql(
                        "select id_ from act_re_decision_def where key_ = ? order by version_ desc fetch first 1 rows only")
                .param(table)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no decision table " + table));
    }

    private record Question(String definitionId, Map<String, Object> inputs) {}
}
