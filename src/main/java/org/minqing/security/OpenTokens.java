package org.minqing.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts where cases stand in a model, of the cases within the caller's scope. */
@Component
class OpenTokens {

    private final JdbcClient jdbc;
    private final AccessRule rule;

    OpenTokens(JdbcClient jdbc, AccessRule rule) {
        this.jdbc = jdbc;
        this.rule = rule;
    }

    /** Tokens by element id; an element without any is left out. */
    Map<String, Integer> byElement(String processDefinitionId) {
        return count(
                rule.scope(),
                "e.act_id_",
                "e.is_active_ = true and e.act_id_ is not null and e.proc_def_id_ = :model",
                processDefinitionId);
    }

    /** Instances by the id of their model. */
    Map<String, Integer> byModel() {
        return byModel(rule.scope());
    }

    /** The same for an officer, whoever calls. */
    Map<String, Integer> byModel(String officerId) {
        return byModel(rule.scopeOf(officerId));
    }

    private Map<String, Integer> byModel(Scope scope) {
        return count(scope, "e.proc_def_id_", "e.parent_id_ is null and (:model = e.proc_def_id_ or :model = '')", "");
    }

    private Map<String, Integer> count(Scope scope, String by, String condition, String model) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        jdbc.sql("""
                        select %1$s as counted_by, count(distinct e.id_) as tokens from act_ru_execution e
                        join act_ru_execution p on p.id_ = e.proc_inst_id_
                        join appeal a on a.number = p.business_key_
                        where %2$s and %3$s group by %1$s""".formatted(by, condition, scope.overAppeals("a")))
                .params(scope.parameters())
                .param("model", model)
                .query((row, n) -> counted.put(row.getString("counted_by"), row.getInt("tokens")))
                .list();
        return counted;
    }
}
