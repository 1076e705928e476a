package org.minqing.insight;

import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minqing.deadline.DueWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is supervised and censured, as far as the caller sees: by order, and by the clock. */
@Service
class SupervisionListService {

    private static final int MOST = 100;

    private static final String ORDERS = """
            (select x.id, x.appeal_id, x.unit_code, x.officer_id, x.words, x.ordered_at as since, x.due_at, '领导督办' as kind
            from supervision_order x where %s order by x.ordered_at desc, x.id desc fetch first %d rows only)""";
    private static final String BREACHES = """
            (select x.id, x.appeal_id, x.unit_code, cast(null as varchar(64)) as officer_id,
                cast(null as varchar(1000)) as words, x.supervised_at as since, x.due_at,
                case when x.censured_at is null then '超期督办' else '通报' end as kind
            from breach x where x.supervised_at is not null and %s
            order by x.supervised_at desc, x.id desc fetch first %d rows only)""";

    private final JdbcClient jdbc;
    private final ReachService reaches;
    private final DueWords words;

    SupervisionListService(JdbcClient jdbc, ReachService reaches, DueWords words) {
        this.jdbc = jdbc;
        this.reaches = reaches;
        this.words = words;
    }

    /** The latest at the top. */
    @Transactional(readOnly = true)
    public List<SupervisionView> supervised() {
        return supervised(reaches.reach());
    }

    List<SupervisionView> supervised(Reach reach) {
        Map<String, Object> parameters = new HashMap<>(reach.scope().parameters());
        return jdbc.sql("""
                        select k.*, a.number, a.subject, a.state, u.name as unit_name, p.name as officer_name
                        from (%s union all %s) k
                        join appeal a on a.id = k.appeal_id left join unit u on u.code = k.unit_code
                            left join officer p on p.id = k.officer_id
                        order by k.since desc fetch first %d rows only""".formatted(latest(ORDERS, reach, parameters), latest(BREACHES, reach, parameters), MOST))
                .params(parameters)
                .query((row, n) -> view(row))
                .list();
    }

    /** The latest: a walk back along those of the area, and those of cases that the caller takes part in. */
    private static String latest(String walk, Reach reach, Map<String, Object> parameters) {
        if (reach.isEverywhere()) {
            return walk.formatted("1 = 1", MOST);
        }
        String part = walk.formatted("x.appeal_id in (" + reach.scope().takingPart() + ")", MOST);
        if (reach.area() == null) {
            return part;
        }
        parameters.put("reach", Reach.withinValue(reach.area()));
        return "(" + walk.formatted(Reach.within(reach.area(), "reach"), MOST) + " union " + part + ")";
    }

    private static String owner(String unit, String officer) {
        return officer == null ? unit : unit + " " + officer;
    }

    private SupervisionView view(ResultSet row) throws SQLException {
        Instant due = instant(row, "due_at");
        boolean done = !row.getString("state").equals("OPEN");
        return new SupervisionView(
                row.getString("number"),
                row.getString("subject"),
                row.getString("kind"),
                owner(row.getString("unit_name"), row.getString("officer_name")),
                row.getString("words"),
                words.time(instant(row, "since")),
                words.time(due),
                done ? "已答复" : words.left(due),
                !done && words.isOverdue(due),
                done);
    }
}
