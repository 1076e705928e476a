package org.minqing.inbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.minqing.Refused;

/**
 * The orders in which tasks are listed, each with a cursor: an opaque text that says behind which task the next page
 * begins. Tasks that come or go meanwhile move no others from page to page.
 */
enum TaskOrder {
    DUE("dueAt", "asc", "i.due_order"),
    DUE_LAST("-dueAt", "desc", "i.due_order"),
    CREATED("createdAt", "asc", "i.created_at"),
    CREATED_LAST("-createdAt", "desc", "i.created_at"),
    URGENCY("urgency", "asc", TaskOrder.RANK, "i.due_order");

    private static final String RANK = "case i.urgency when 'IMMEDIATE' then 0 when 'BY_DEADLINE' then 1 else 2 end";
    private static final String SEPARATOR = "|";

    private final String name;
    private final String direction;
    private final List<String> columns;

    TaskOrder(String name, String direction, String... columns) {
        this.name = name;
        this.direction = direction;
        this.columns = List.of(columns);
    }

    /** @throws Refused 422 for an order that there is not */
    static TaskOrder of(String name) {
        return Arrays.stream(values())
                .filter(order -> order.name.equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.invalid(
                        "sort",
                        "排序应为以下之一："
                                + Arrays.stream(values())
                                        .map(order -> order.name)
                                        .collect(Collectors.joining("、"))));
    }

    String orderBy() {
        return columns.stream().map(column -> column + " " + direction + ", ").collect(Collectors.joining())
                + "i.task_id " + direction;
    }

    /** Condition for the rows behind a cursor, with the parameters {@code after0 …} and {@code afterTask}. */
    String behind() {
        StringBuilder left = new StringBuilder("(");
        StringBuilder right = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            left.append(columns.get(i)).append(", ");
            right.append(":after").append(i).append(", ");
        }
        return left.append("i.task_id)") + (direction.equals("asc") ? " > " : " < ") + right.append(":afterTask)");
    }

    /** The cursor of the page behind this task. */
    String cursorOf(TaskRow last) {
        String key = switch (this) {
            case DUE, DUE_LAST -> last.dueOrder().toString();
            case CREATED, CREATED_LAST -> last.createdAt().toString();
            case URGENCY -> rank(last) + SEPARATOR + last.dueOrder();
        };
        String text = name + SEPARATOR + key + SEPARATOR + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @return the values of {@code after0 …} and at last of {@code afterTask}
     * @throws Refused 422 for what is no cursor of this order
     */
    List<Object> read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", -1);
            if (parts.length == columns.size() + 2 && parts[0].equals(name)) {
                OffsetDateTime time = OffsetDateTime.parse(parts[columns.size()]);
                return columns.size() == 1
                        ? List.of(time, parts[2])
                        : List.of(Integer.valueOf(parts[1]), time, parts[3]);
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            // said below, together with a cursor of another order
        }
        throw Refused.invalid("cursor", "游标无效，或不属于这一排序：请从第一页重新查询");
    }

    private static int rank(TaskRow row) {
        return switch (row.urgency()) {
            case IMMEDIATE -> 0;
            case BY_DEADLINE -> 1;
            case PHASED -> 2;
        };
    }
}
