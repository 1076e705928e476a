package org.minqing.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums of the kept figures, and the cases behind them. */
@Repository
class RateRepository {

    private static final String SUMS = Arrays.stream(Rate.values())
            .map(rate -> "sum(f.%1$s) as %1$s, sum(f.%2$s) as %2$s".formatted(rate.whole(), rate.part()))
            .collect(Collectors.joining(", "));

    private final JdbcClient jdbc;

    RateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Rate, Sum> sums(String unit, LocalDate from, LocalDate to) {
        return jdbc.sql("select " + SUMS + " from daily_figure f where f.unit_code = ? and f.on_date between ? and ?")
                .params(unit, from, to)
                .query((row, n) -> sums(row))
                .single();
    }

    /** Of the units of one kind under one unit, by their codes. */
    Map<String, Named> below(String parent, UnitLevel level, LocalDate from, LocalDate to) {
        Map<String, Named> all = new LinkedHashMap<>();
        jdbc.sql("select u.code, u.name, " + SUMS + " from unit u left join daily_figure f on f.unit_code = u.code"
                        + " and f.on_date between ? and ? where u.parent_code = ? and u.level = ?"
                        + " group by u.code, u.name order by u.code")
                .params(from, to, parent, level.name())
                .query((row, n) -> all.put(row.getString("code"), new Named(row.getString("name"), sums(row))))
                .list();
        return all;
    }

    private static Map<Rate, Sum> sums(ResultSet row) throws SQLException {
        Map<Rate, Sum> sums = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            sums.put(rate, new Sum(row.getLong(rate.part()), row.getLong(rate.whole())));
        }
        return sums;
    }

    /** The cases that a rate counts, by day. */
    List<Case> cases(Rate rate, Unit unit, LocalDate from, LocalDate to, Boolean met, Case after, int most) {
        Map<String, Object> parameters = new HashMap<>();
        String day = "x." + rate.day();
        StringBuilder where = new StringBuilder(day).append(" between :from and :to and ");
        parameters.put("from", from);
        parameters.put("to", to);
        if (unit.level() == UnitLevel.DEPARTMENT || unit.level() == UnitLevel.GUIDANCE_GROUP) {
            where.append("x.lead_department = :unit");
            parameters.put("unit", unit.code());
        } else {
            where.append(Reach.within(unit, "area"));
            parameters.put("area", Reach.withinValue(unit));
        }
        if (met != null) {
            where.append(met ? " and x." : " and not x.").append(rate.met());
        }
        if (after != null) {
            where.append(" and (").append(day).append(", x.appeal_id) > (:afterDay, :afterId)");
            parameters.put("afterDay", after.day());
            parameters.put("afterId", after.id());
        }
        return jdbc.sql("""
                        select p.counted_on, p.id, p.met, a.number, a.subject, u.name as unit_name from (
                            select %1$s as counted_on, x.appeal_id as id, (x.%2$s) as met from counted_case x where %3$s
                            order by %1$s, x.appeal_id fetch first %4$d rows only) p
                        join appeal a on a.id = p.id left join unit u on u.code = a.place_unit
                        order by p.counted_on, p.id""".formatted(day, rate.met(), where, most))
                .params(parameters)
                .query((row, n) -> new Case(
                        row.getLong("id"),
                        row.getObject("counted_on", LocalDate.class),
                        row.getBoolean("met"),
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("unit_name")))
                .list();
    }

    record Sum(long part, long whole) {

        /** With one decimal; null where nothing is to be counted. */
        Double percent() {
            return whole == 0 ? null : Math.round(1000.0 * part / whole) / 10.0;
        }
    }

    record Named(String name, Map<Rate, Sum> sums) {}

    record Case(long id, LocalDate day, boolean met, String number, String subject, String unit) {}
}
