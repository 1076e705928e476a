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
        String seen = reach.overAppeals(parameters);
        return jdbc.sql("""
                        select k.*, a.number, a.subject, a.state, u.name as unit_name, p.name as officer_name from (
                            (select o.appeal_id, o.unit_code, o.officer_id, o.words, o.ordered_at as since, o.due_at, '领导督办' as kind
                                from supervision_order o join appeal x on x.id = o.appeal_id
                                where %1$s order by o.ordered_at desc, o.id desc fetch first %2$d rows only)
                            union all
                            (select b.appeal_id, b.unit_code, null as officer_id, null as words, b.supervised_at as since, b.due_at,
                                case when b.censured_at is null then '超期督办' else '通报' end as kind
                                from breach b join appeal x on x.id = b.appeal_id
                                where b.supervised_at is not null and %1$s
                                order by b.supervised_at desc, b.id desc fetch first %2$d rows only)) k
                        join appeal a on a.id = k.appeal_id left join unit u on u.code = k.unit_code
                            left join officer p on p.id = k.officer_id
                        order by k.since desc fetch first %2$d rows only""".formatted(seen, MOST))
                .params(parameters)
                .query((row, n) -> view(row))
                .list();
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
