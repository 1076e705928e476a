package org.minqing.security;

import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;

/** Of {@code execution} and {@code task}: plain properties, and asking for a variable by name. Of anything else: nothing. */
final class VariableReading extends BeanELResolver {

    private static final Set<String> PROPERTIES = Set.of(
            "id",
            "businessKey",
            "processBusinessKey",
            "processInstanceId",
            "processDefinitionId",
            "currentActivityId",
            "currentActivityName",
            "taskDefinitionKey",
            "assignee",
            "name",
            "priority");
    private static final Set<String> QUESTIONS = Set.of("getVariable", "getVariableLocal", "hasVariable");

    VariableReading() {
        super(true);
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        return base instanceof VariableScope && PROPERTIES.contains(property)
                ? super.getValue(context, base, property)
                : null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
        return base instanceof VariableScope
                        && QUESTIONS.contains(String.valueOf(method))
                        && parameters != null
                        && parameters.length == 1
                        && parameters[0] instanceof String
                ? super.invoke(context, base, method, types, parameters)
                : null;
    }
}
