package org.minqing.security;

import static org.minqing.Sql.at;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryProperty;
import org.camunda.bpm.engine.impl.json.JsonTaskQueryConverter;
import org.camunda.bpm.engine.query.QueryProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers task queries from the inbox alone, where everything that they ask stands in it: Tasklist's own lists and their
 * numbers. The engine then loads the few tasks of a page by their ids, instead of joining three tables for each task that
 * the unit has. What asks for more is not answered here.
 */
@Component
class InboxAnswers {

    private static final JsonTaskQueryConverter CONVERTER = new JsonTaskQueryConverter();
    private static final Set<String> ANSWERED = Set.of(
            "candidateGroups",
            "includeAssignedTasks",
            "unassigned",
            "assignee",
            "priority",
            "dueBefore",
            "dueAfter",
            "key",
            "keys",
            "processInstanceId",
            "orderingProperties");
    /** Its value has been put into the query by now. */
    private static final String EXPRESSION = "Expression";

    private static final Map<QueryProperty, String> ORDERS =
            Map.of(TaskQueryProperty.CREATE_TIME, "i.created_at", TaskQueryProperty.DUE_DATE, "i.due_order");
    /** What the engine calls 立刻办. */
    private static final int URGENT = 100;

    private final JdbcClient jdbc;
    private final AccessRule rule;

    InboxAnswers(JdbcClient jdbc, AccessRule rule) {
        this.jdbc = jdbc;
        this.rule = rule;
    }

    /** Ids of the tasks of a page, in the query's order; empty where the inbox does not know all that is asked. */
    Optional<List<String>> page(TaskQueryImpl query, String userId) {
        return question(query, userId)
                .filter(question -> question.order() != null)
                .map(question -> jdbc.sql(question.page())
                        .params(question.parameters())
                        .param("first", query.getFirstResult())
                        .param("most", query.getMaxResults())
                        .query(String.class)
                        .list());
    }

    Optional<Long> count(TaskQueryImpl query, String userId) {
        return question(query, userId)
                .map(question -> jdbc.sql(question.count())
                        .params(question.parameters())
                        .query(Long.class)
                        .single());
    }

    /** True for a query that asks nothing but what stands in the inbox. */
    static boolean isAnswered(TaskQueryImpl query) {
        return query.getQueries().size() == 1
                && CONVERTER.toJsonObject(query).entrySet().stream()
                        .allMatch(asked -> ANSWERED.contains(asked.getKey())
                                || asked.getKey().endsWith(EXPRESSION)
                                // a query that extends another one brings empty lists along
                                || asked.getValue().isJsonArray()
                                        && asked.getValue().getAsJsonArray().isEmpty())
                && (query.getPriority() == null || query.getPriority() == URGENT);
    }

    Optional<Question> question(TaskQueryImpl query, String userId) {
        if (!isAnswered(query)) {
            return Optional.empty();
        }
        String unit = rule.scopeOf(userId).unitCode();
        List<String> groups = query.getCandidateGroups();
        if (groups != null && !groups.contains(unit)) {
            return Optional.empty();
        }
        StringJoiner all = new StringJoiner(" and ");
        Map<String, Object> parameters = new HashMap<>(Map.of("unit", unit));
        if (groups == null) {
            all.add("(i.unit_code = :unit or i.assignee = :user)");
            parameters.put("user", userId);
        } else {
            all.add("i.unit_code = :unit");
        }
        if (query.isUnassigned() || groups != null && !query.isIncludeAssignedTasks()) {
            all.add("i.assignee is null");
        }
        if (query.getPriority() != null) {
            all.add("i.urgency = 'IMMEDIATE'");
        }
        add(all, parameters, "i.assignee = :assignee", "assignee", query.getAssignee());
        add(all, parameters, "i.due_at < :dueBefore", "dueBefore", time(query.getDueBefore()));
        add(all, parameters, "i.due_at > :dueAfter", "dueAfter", time(query.getDueAfter()));
        add(all, parameters, "i.task_key = :key", "key", query.getKey());
        add(
                all,
                parameters,
                "i.task_key in (:keys)",
                "keys",
                query.getKeys() == null ? null : List.of(query.getKeys()));
        add(all, parameters, "i.process_instance_id = :process", "process", query.getProcessInstanceId());
        return Optional.of(new Question(all.toString(), order(query), parameters));
    }

    private static void add(
            StringJoiner all, Map<String, Object> parameters, String condition, String name, Object value) {
        if (value != null) {
            all.add(condition);
            parameters.put(name, value);
        }
    }

    private static Object time(Date asked) {
        return asked == null ? null : at(asked.toInstant());
    }

    /** As the engine orders, its id last; null for an order that the inbox does not have. */
    private static String order(TaskQueryImpl query) {
        StringJoiner order = new StringJoiner(", ");
        for (QueryOrderingProperty by : query.getOrderingProperties()) {
            String column = ORDERS.get(by.getQueryProperty());
            if (column == null || by.getRelation() != null) {
                return null;
            }
            order.add(Direction.DESCENDING.equals(by.getDirection()) ? column + " desc" : column);
        }
        return order.add("i.task_id").toString();
    }

    /** @param order null where the inbox has no such order */
    record Question(String where, String order, Map<String, Object> parameters) {

        /** With the parameters {@code first} and {@code most} beside its own. */
        String page() {
            return "select i.task_id from inbox i where " + where + " order by " + order
                    + " offset :first rows fetch first :most rows only";
        }

        String count() {
            return "select count(*) from inbox i where " + where;
        }
    }
}
