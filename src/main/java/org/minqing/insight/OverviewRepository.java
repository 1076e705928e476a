package org.minqing.insight;

import static org.minqing.Sql.instant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minqing.directory.Unit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the kept figures. */
@Repository
class OverviewRepository {

    private final JdbcClient jdbc;

    OverviewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By stage. */
    Map<String, Standing> standing(String unit) {
        Map<String, Standing> stages = new HashMap<>();
        jdbc.sql("select stage, cases, overdue from standing_figure where unit_code = ?")
                .param(unit)
                .query((row, n) ->
                        stages.put(row.getString("stage"), new Standing(row.getInt("cases"), row.getInt("overdue"))))
                .list();
        return stages;
    }

    /** By day, both included; a day without figures is missing. */
    Map<LocalDate, Day> days(String unit, LocalDate from, LocalDate to) {
        Map<LocalDate, Day> days = new HashMap<>();
        jdbc.sql("select on_date, received, answered, open_due from daily_figure"
                        + " where unit_code = ? and on_date between ? and ?")
                .params(unit, from, to)
                .query((row, n) -> days.put(
                        row.getObject("on_date", LocalDate.class),
                        new Day(row.getInt("received"), row.getInt("answered"), row.getInt("open_due"))))
                .list();
        return days;
    }

    List<Overview.Busy> busiest(String unit, int most) {
        return jdbc.sql("select u.code, u.name, sum(s.cases) as cases, sum(s.overdue) as overdue"
                        + " from unit u join standing_figure s on s.unit_code = u.code"
                        + " where u.parent_code = ? and s.stage <> 'CLOSING' group by u.code, u.name"
                        + " having sum(s.cases) > 0 order by 3 desc, 1 fetch first " + most + " rows only")
                .param(unit)
                .query((row, n) -> new Overview.Busy(
                        row.getString("code"), row.getString("name"), row.getLong("cases"), row.getLong("overdue")))
                .list();
    }

    List<Waiting> oldest(Unit area, int most) {
        return jdbc.sql("""
                        select a.number, a.subject, u.name, a.received_at, a.due_at from (
                            select x.id from appeal x where x.state = 'OPEN' and %s
                            order by x.received_at, x.id fetch first %d rows only) p
                        join appeal a on a.id = p.id left join unit u on u.code = a.level_unit
                        order by a.received_at, a.id""".formatted(Reach.within(area, "area"), most))
                .param("area", Reach.withinValue(area))
                .query((row, n) -> new Waiting(
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("name"),
                        instant(row, "received_at"),
                        instant(row, "due_at")))
                .list();
    }

    record Standing(long cases, long overdue) {

        static final Standing NONE = new Standing(0, 0);
    }

    record Day(long received, long answered, long openDue) {

        static final Day NONE = new Day(0, 0, 0);
    }

    record Waiting(String number, String subject, String unit, Instant receivedAt, Instant dueAt) {}
}
