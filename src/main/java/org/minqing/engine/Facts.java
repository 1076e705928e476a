package org.minqing.engine;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * Gives a process the facts that it is to know. Those that only the next few steps read, up to where the process waits
 * again, are passed on without being written: each row of a variable costs an entry in a dozen indexes. What a process
 * holds already stays held.
 */
public final class Facts {

    private Facts() {}

    /** @param passing names of the facts that need not outlive this transaction */
    public static void give(VariableScope process, Map<String, Object> facts, Set<String> passing) {
        facts.forEach((name, value) -> {
            if (passing.contains(name)) {
                pass(process, name, value);
            } else {
                process.setVariable(name, value);
            }
        });
    }

    public static void pass(VariableScope process, String name, Object value) {
        TypedValue held = process.getVariableTyped(name);
        process.setVariable(name, held == null || held.isTransient() ? Variables.untypedValue(value, true) : value);
    }
}
