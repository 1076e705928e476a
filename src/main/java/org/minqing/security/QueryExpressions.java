package org.minqing.security;

import java.util.Collection;
import java.util.Set;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.minqing.Refused;
import org.springframework.beans.DirectFieldAccessor;

/**
 * Keeps expressions out of queries (CVE-2026-109432): the engine evaluates them with everything in reach. A query sent
 * by somebody may hold none; a filter may hold one of {@link #ALLOWED}, word for word, which say who asks and what time
 * it is.
 */
final class QueryExpressions {

    static final Set<String> ALLOWED = Set.of(
            "${currentUser()}", "${currentUserGroups()}", "${now()}", "${" + ClosedExpressions.IN_ONE_DAY + "()}");

    private QueryExpressions() {}

    /** @throws Refused 403 when the command carries an expression that it may not */
    static void check(Command<?> command) {
        if (command instanceof TaskQueryImpl query) {
            check(query, Set.of());
        } else if (command instanceof AbstractQuery<?, ?> query) {
            check(query.getExpressions().values(), Set.of());
        } else if (command instanceof AbstractExecuteFilterCmd) {
            checkQuery(new DirectFieldAccessor(command).getPropertyValue("extendingQuery"));
        } else if (command instanceof SaveFilterCmd) {
            Filter filter = (Filter) new DirectFieldAccessor(command).getPropertyValue("filter");
            if (filter != null) {
                checkQuery(filter.getQuery());
            }
        }
    }

    private static void checkQuery(Object query) {
        if (query instanceof TaskQueryImpl taskQuery) {
            check(taskQuery, ALLOWED);
        } else if (query instanceof AbstractQuery<?, ?> other) {
            check(other.getExpressions().values(), Set.of());
        }
    }

    private static void check(TaskQueryImpl query, Set<String> allowed) {
        check(query.getExpressions().values(), allowed);
        for (TaskQueryImpl part : query.getQueries()) {
            check(part.getExpressions().values(), allowed);
        }
    }

    private static void check(Collection<String> expressions, Set<String> allowed) {
        if (!allowed.containsAll(expressions)) {
            throw Refused.forbidden("查询条件中不能使用表达式");
        }
    }
}
