package org.minqing.inbox;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableLong;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.AppealView;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.UrgencyClass;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads pages of open tasks from the inbox. Which tasks stand on a page is told by the unit's own entries of the index
 * {@code inbox_unit_order}, which holds all that tasks are ordered by, so that it costs the same however many tasks other
 * units have; the tasks themselves and what their cases add are read for the page alone.
 */
@Repository
class TaskRowRepository {

    private static final String WITH_CASE = """
            select i.*, a.text, a.place, a.place_unit, pu.name as place_name, a.requester_kind, a.signals, a.most_needed,
                a.hardest, a.most_wanted, a.state, a.received_at, u.name as unit_name, m.text as measure_text,
                case when cp.name is null then c.name else cp.name || ' / ' || c.name end as category_name
            from (%s) i join appeal a on a.id = i.appeal_id join unit u on u.code = i.unit_code
                join unit pu on pu.code = a.place_unit
                left join measure m on m.part_id = i.part_id and m.ordinal = i.ordinal
                left join category c on c.code = i.category left join category cp on cp.code = c.parent_code""";
    private static final String NO_BOUND = "fetch first %d rows only";

    private final JdbcClient jdbc;
    private final TaskRules rules;
    private final Clock clock;

    TaskRowRepository(JdbcClient jdbc, TaskRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param cursor null for the first page */
    List<TaskRow> page(Scope scope, TaskFilter filter, TaskOrder order, String cursor, int rows) {
        Map<String, Object> parameters = new HashMap<>(scope.parameters());
        String condition = conditions(filter, order, cursor, parameters);
        String first = NO_BOUND.formatted(rows);
        String sorted = " order by " + order.orderBy() + " " + first;
        String ids = scope.everything()
                ? "select i.task_id from inbox i where " + condition + sorted
                : "(select i.task_id from inbox i where i.unit_code = :accessUnit and " + condition + sorted
                        + ") union all (select i.task_id from inbox i where i.assignee = :accessUser"
                        + " and i.unit_code <> :accessUnit and " + condition + sorted + ")";
        return jdbc.sql(WITH_CASE.formatted("select * from inbox where task_id in (" + ids + ")") + sorted)
                .params(parameters)
                .query(this::row)
                .list();
    }

    Optional<TaskRow> one(String taskId) {
        return jdbc.sql(WITH_CASE.formatted("select * from inbox where task_id = :task"))
                .param("task", taskId)
                .query(this::row)
                .optional();
    }

    private String conditions(TaskFilter filter, TaskOrder order, String cursor, Map<String, Object> parameters) {
        StringBuilder sql = new StringBuilder("i.appeal_id is not null");
        add(sql, parameters, "i.task_key = :taskKey", "taskKey", filter.key());
        add(sql, parameters, "i.level = :level", "level", text(filter.level()));
        add(sql, parameters, "i.urgency = :urgency", "urgency", text(filter.urgency()));
        add(sql, parameters, "i.appeal_number = :appeal", "appeal", filter.appeal());
        add(
                sql,
                parameters,
                "i.due_order < :dueBefore",
                "dueBefore",
                filter.dueBefore() == null ? null : at(filter.dueBefore().toInstant()));
        if (filter.category() != null) {
            add(
                    sql,
                    parameters,
                    "i.category in (select code from category where code = :category or parent_code = :category)",
                    "category",
                    filter.category());
        }
        if (filter.overdue() != null) {
            add(
                    sql,
                    parameters,
                    filter.overdue() ? "i.due_order <= :now" : "i.due_order > :now",
                    "now",
                    at(clock.instant()));
        }
        if (filter.state() != null) {
            sql.append(
                    switch (filter.state()) {
                        case CLAIMABLE -> " and i.assignee is null";
                        case CLAIMED -> " and i.assignee is not null";
                        case MINE -> " and i.assignee = :accessUser";
                    });
            parameters.putIfAbsent("accessUser", "");
        }
        if (cursor != null) {
            sql.append(" and ").append(order.behind());
            List<Object> values = order.read(cursor);
            for (int i = 0; i < values.size(); i++) {
                parameters.put(i == values.size() - 1 ? "afterTask" : "after" + i, values.get(i));
            }
        }
        return sql.toString();
    }

    private static void add(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }

    private TaskRow row(ResultSet row, int n) throws SQLException {
        Instant due = instant(row, "due_at");
        UrgencyClass urgency = UrgencyClass.valueOf(row.getString("urgency"));
        String key = row.getString("task_key");
        OffsetDateTime created = local(instant(row, "created_at"));
        Long part = nullableLong(row, "part_id");
        TaskView view = new TaskView(
                row.getString("task_id"),
                key,
                row.getString("task_name"),
                new AppealView.UnitView(row.getString("unit_code"), row.getString("unit_name")),
                row.getString("assignee"),
                Level.valueOf(row.getString("level")),
                urgency,
                local(due),
                due != null && !clock.instant().isBefore(due),
                created,
                part == null
                        ? null
                        : new TaskView.Part(
                                part, row.getObject("ordinal", Integer.class), row.getString("measure_text")),
                new TaskView.Case(
                        row.getString("appeal_number"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("place"),
                        new AppealView.UnitView(row.getString("place_unit"), row.getString("place_name")),
                        row.getString("category"),
                        row.getString("category_name"),
                        RequesterKind.valueOf(row.getString("requester_kind")),
                        signals(row.getString("signals")),
                        row.getString("most_needed"),
                        row.getString("hardest"),
                        row.getString("most_wanted"),
                        AppealState.valueOf(row.getString("state")),
                        local(instant(row, "received_at"))),
                outcomes(key),
                null,
                null);
        return new TaskRow(view.id(), key, urgency, row.getObject("due_order", OffsetDateTime.class), created, view);
    }

    private List<TaskView.OutcomeView> outcomes(String key) {
        return rules.form(key).outcomes().stream()
                .map(outcome -> new TaskView.OutcomeView(
                        outcome.code(),
                        outcome.label(),
                        outcome.fields().stream()
                                .map(field -> new TaskView.FieldView(
                                        field.name(),
                                        field.label(),
                                        field.type(),
                                        field.required(),
                                        field.max() == Integer.MAX_VALUE ? null : field.max()))
                                .toList()))
                .toList();
    }

    private OffsetDateTime local(Instant when) {
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }

    private static List<Signal> signals(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Signal::valueOf).toList();
    }

    private static String text(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
