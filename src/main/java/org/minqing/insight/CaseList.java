package org.minqing.insight;

import java.util.List;

/** The three lists: what is asked (问题清单), who does what about it (任务清单), what came of it (效果清单). */
enum CaseList {
    PROBLEMS(
            "问题清单",
            "appeal x",
            "x.state = 'OPEN'",
            "coalesce(x.due_at, timestamp with time zone '9999-12-31 00:00:00+00:00')",
            false,
            "x.id",
            "x.level_unit",
            "x.received_at",
            """
            select p.sort_key, p.row_id, a.number, a.subject, c.name as category_name, pu.name as place_name, a.urgency,
                a.level, u.name as unit_name, a.received_at, a.due_at
            from (%s) p join appeal a on a.id = p.row_id left join unit u on u.code = a.level_unit
                left join unit pu on pu.code = a.place_unit left join category c on c.code = a.category""",
            List.of("编号", "问题", "类别", "所属区域", "办理类型", "层级", "责任单位", "收到时间", "办理期限", "剩余时间")),
    TASKS(
            "任务清单",
            "inbox x",
            "x.appeal_id is not null",
            "coalesce(x.due_at, timestamp with time zone '9999-12-31 00:00:00+00:00')",
            false,
            "x.task_id",
            "x.unit_code",
            "x.created_at",
            """
            select p.sort_key, p.row_id, i.appeal_number as number, i.subject, i.task_name, u.name as unit_name,
                i.assignee, i.urgency, i.created_at, i.due_at
            from (%s) p join inbox i on i.task_id = p.row_id left join unit u on u.code = i.unit_code""",
            List.of("编号", "问题", "任务", "责任单位", "认领情况", "办理类型", "下达时间", "完成期限", "剩余时间")),
    EFFECTS(
            "效果清单",
            "appeal x",
            "x.state in ('CLOSING', 'CLOSED') and x.replied_at is not null",
            "x.replied_at",
            true,
            "x.id",
            "x.resolved_unit",
            "x.replied_at",
            """
            select p.sort_key, p.row_id, a.number, a.subject, c.name as category_name, pu.name as place_name,
                u.name as unit_name, a.received_at, a.replied_at, a.reply, a.effect_households, a.effect_people,
                a.effect_money, a.rating
            from (%s) p join appeal a on a.id = p.row_id left join unit u on u.code = a.resolved_unit
                left join unit pu on pu.code = a.place_unit left join category c on c.code = a.category""",
            List.of("编号", "问题", "类别", "所属区域", "办结单位", "收到时间", "答复时间", "答复内容", "受益户数", "受益人数", "金额（元）", "群众评价"));

    private final String title;
    private final String rows;
    private final String condition;
    private final String sortKey;
    private final boolean descending;
    private final String rowId;
    private final String unit;
    private final String time;
    private final String details;
    private final List<String> headings;

    CaseList(
            String title,
            String rows,
            String condition,
            String sortKey,
            boolean descending,
            String rowId,
            String unit,
            String time,
            String details,
            List<String> headings) {
        this.title = title;
        this.rows = rows;
        this.condition = condition;
        this.sortKey = sortKey;
        this.descending = descending;
        this.rowId = rowId;
        this.unit = unit;
        this.time = time;
        this.details = details;
        this.headings = headings;
    }

    String title() {
        return title;
    }

    List<String> headings() {
        return headings;
    }

    boolean isOfTasks() {
        return this == TASKS;
    }

    /** Where its rows come from, as {@code x}. */
    String rows() {
        return rows;
    }

    /** Keys of the rows that meet a condition, in the list's order, at most so many. */
    String keys(String from, String where, String first) {
        return "select %s as sort_key, %s as row_id from %s where %s and %s order by %s %s"
                .formatted(sortKey, rowId, from, condition, where, order(sortKey, rowId), first);
    }

    /** The same, without the keys: in the list's order too, so that it is counted along the same index. */
    String ids(String from, String where, String first) {
        return "select %s as row_id from %s where %s and %s order by %s %s"
                .formatted(rowId, from, condition, where, order(sortKey, rowId), first);
    }

    /** The whole rows of these keys, in the list's order. */
    String details(String keys) {
        return details.formatted(keys) + " order by " + order("p.sort_key", "p.row_id");
    }

    /** In the list's order behind the row with these parameters' key and id. */
    String behind() {
        return "(%s, %s) %s (:afterKey, :afterId)".formatted(sortKey, rowId, descending ? "<" : ">");
    }

    String sortKey() {
        return sortKey;
    }

    String unit() {
        return unit;
    }

    String time() {
        return time;
    }

    String order(String key, String id) {
        return descending ? key + " desc, " + id + " desc" : key + ", " + id;
    }
}
