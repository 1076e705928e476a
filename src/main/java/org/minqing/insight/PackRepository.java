package org.minqing.insight;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.minqing.deadline.DueWords;
import org.minqing.directory.Unit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What only the monthly pack asks for: looked up once a month for each district, not on a click. */
@Repository
class PackRepository {

    private static final int LONGEST = 30;
    private static final int REPEATED = 20;
    private static final int DISPUTED = 50;

    private final JdbcClient jdbc;
    private final DueWords words;

    PackRepository(JdbcClient jdbc, DueWords words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /** Open cases, the longest waiting first. */
    List<List<Object>> longest(Unit area) {
        return jdbc.sql("""
                        select x.number, x.subject, u.name as unit_name, x.received_at, x.due_at from appeal x
                        left join unit u on u.code = x.level_unit where x.state = 'OPEN' and %s
                        order by x.received_at, x.id fetch first %d rows only""".formatted(Reach.within(area, "area"), LONGEST))
                .param("area", Reach.withinValue(area))
                .query((row, n) -> line(
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("unit_name"),
                        words.time(instant(row, "received_at")),
                        due(row)))
                .list();
    }

    /** What was asked more than once in a time, by category and street. */
    List<List<Object>> repeated(Unit area, Instant from, Instant to) {
        return jdbc.sql("""
                        select c.name as category_name, u.name as place_name, count(*) as cases from appeal x
                        left join category c on c.code = x.category
                        left join unit u on u.code = split_part(x.place_path, '/', 4)
                        where x.received_at >= :from and x.received_at < :to and %s
                        group by c.name, u.name having count(*) > 1
                        order by 3 desc, 1, 2 fetch first %d rows only""".formatted(Reach.within(area, "area"), REPEATED))
                .param("area", Reach.withinValue(area))
                .param("from", at(from))
                .param("to", at(to))
                .query((row, n) ->
                        line(row.getString("category_name"), row.getString("place_name"), row.getLong("cases")))
                .list();
    }

    /** Returned, refused by a department, reopened or rated unsatisfied; open, or closed since then. */
    List<List<Object>> disputed(Unit area, Instant from) {
        return jdbc.sql("""
                        select x.number, x.subject, u.name as unit_name, x.return_count, x.round, x.rating, x.due_at,
                            x.state, (select coalesce(sum(d.refusals), 0) from department_part d where d.appeal_id = x.id)
                                as refusals
                        from appeal x left join unit u on u.code = coalesce(x.level_unit, x.resolved_unit)
                        where %s and (x.state = 'OPEN' or x.replied_at >= :from)
                            and (x.return_count > 0 or x.round > 1 or x.rating = 'UNSATISFIED'
                            or exists (select 1 from department_part p where p.appeal_id = x.id and p.refusals > 0))
                        order by x.return_count desc, x.round desc, x.received_at, x.id
                        fetch first %d rows only""".formatted(Reach.within(area, "area"), DISPUTED))
                .param("area", Reach.withinValue(area))
                .param("from", at(from))
                .query((row, n) -> line(
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("unit_name"),
                        why(row),
                        due(row)))
                .list();
    }

    private String due(ResultSet row) throws SQLException {
        Instant due = instant(row, "due_at");
        return due == null ? "" : words.time(due) + "，" + words.left(due);
    }

    private static String why(ResultSet row) throws SQLException {
        List<String> reasons = new ArrayList<>();
        if (row.getInt("return_count") > 0) {
            reasons.add("退单 %d 次".formatted(row.getInt("return_count")));
        }
        if (row.getInt("refusals") > 0) {
            reasons.add("部门退回 %d 次".formatted(row.getInt("refusals")));
        }
        if (row.getInt("round") > 1) {
            reasons.add("重新办理 %d 次".formatted(row.getInt("round") - 1));
        }
        if ("UNSATISFIED".equals(row.getString("rating"))) {
            reasons.add("评价不满意");
        }
        return String.join("、", reasons);
    }

    private static List<Object> line(Object... cells) {
        return Arrays.stream(cells).map(cell -> cell == null ? "" : cell).toList();
    }
}
