package org.minqing.insight;

import static org.minqing.Sql.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.directory.Unit;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Pages and counts of the three lists. What lies in the caller's area is one walk along an index in the list's order; what
 * his unit takes part in elsewhere is few and sorted; a page is the first rows of both.
 */
@Repository
class CaseListRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseListRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param after cursor of the row before the page, or null for the first */
    <T> List<T> page(
            CaseList list,
            Reach reach,
            Optional<Unit> within,
            CaseFilter filter,
            String after,
            int rows,
            RowMapper<T> row) {
        Map<String, Object> parameters = new HashMap<>(reach.scope().parameters());
        String where = where(list, filter, within, parameters);
        if (after != null) {
            where += " and " + list.behind();
            Cursor.read(after, list).into(parameters);
        }
        String first = "fetch first " + rows + " rows only";
        String keys = inArea(list, reach, within, where, parameters)
                .map(area -> list.keys(list.rows(), area, first))
                .orElse("");
        if (takesPartElsewhere(reach)) {
            String part = "(" + list.keys(takingPart(list, reach), where, first) + ")";
            keys = keys.isEmpty()
                    ? part
                    : "select * from ((%s) union %s) k order by %s %s"
                            .formatted(keys, part, list.order("k.sort_key", "k.row_id"), first);
        }
        return jdbc.sql(list.details(keys)).params(parameters).query(row).list();
    }

    /** At most so many and one. */
    int count(CaseList list, Reach reach, Optional<Unit> within, CaseFilter filter, int most) {
        Map<String, Object> parameters = new HashMap<>(reach.scope().parameters());
        String where = where(list, filter, within, parameters);
        String first = "fetch first " + (most + 1) + " rows only";
        String ids = inArea(list, reach, within, where, parameters)
                .map(area -> "(" + list.ids(list.rows(), area, first) + ")")
                .orElse("");
        if (takesPartElsewhere(reach)) {
            ids += (ids.isEmpty() ? "(" : " union (") + list.ids(takingPart(list, reach), where, first) + ")";
        }
        return jdbc.sql("select count(*) from (" + ids + ") k")
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    /** The caller's whole area, or the smaller one that he asks for; nothing where that lies outside. */
    private static Optional<String> inArea(
            CaseList list, Reach reach, Optional<Unit> within, String where, Map<String, Object> parameters) {
        if (reach.area() == null) {
            return Optional.empty();
        }
        if (within.filter(unit -> unit.path().startsWith(reach.area().path())).isPresent()) {
            return Optional.of(where);
        }
        parameters.put("reach", Reach.withinValue(reach.area()));
        return Optional.of(Reach.within(reach.area(), "reach") + " and " + where);
    }

    private static boolean takesPartElsewhere(Reach reach) {
        return !reach.scope().everything() && !reach.isEverywhere();
    }

    /**
     * Rows that are within reach because the caller takes part. They are few and read before they are put in order: PostgreSQL
     * takes them for many and would walk along everybody's, which the offset keeps it from.
     */
    private static String takingPart(CaseList list, Reach reach) {
        String few = "(select f.* from %s f where %s offset 0 rows) x";
        return list.isOfTasks()
                ? few.formatted("inbox", reach.scope().ownTasksElsewhere("f"))
                : few.formatted("appeal", "f.id in (" + reach.scope().takingPart() + ")");
    }

    private String where(CaseList list, CaseFilter filter, Optional<Unit> within, Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder("1 = 1");
        within.ifPresent(unit -> {
            where.append(" and ").append(Reach.within(unit, "area"));
            parameters.put("area", Reach.withinValue(unit));
        });
        if (filter.unit() != null) {
            where.append(" and ").append(list.unit()).append(" = :unit");
            parameters.put("unit", filter.unit());
        }
        if (filter.category() != null) {
            where.append(" and x.category in (:categories)");
            parameters.put("categories", leaves(filter.category()));
        }
        if (filter.urgency() != null) {
            where.append(" and x.urgency = :urgency");
            parameters.put("urgency", filter.urgency().name());
        }
        if (filter.from() != null) {
            where.append(" and ").append(list.time()).append(" >= :from");
            parameters.put("from", at(startOf(filter.from())));
        }
        if (filter.to() != null) {
            where.append(" and ").append(list.time()).append(" < :to");
            parameters.put("to", at(startOf(filter.to().plusDays(1))));
        }
        if (Boolean.TRUE.equals(filter.overdue()) && list != CaseList.EFFECTS) {
            where.append(" and ").append(list.sortKey()).append(" <= :now");
            parameters.put("now", at(clock.instant()));
        }
        for (int i = 0; i < filter.words().size(); i++) {
            where.append(" and (x.subject like :word%1$d or x.text like :word%1$d)".formatted(i));
            parameters.put("word" + i, "%" + literal(filter.words().get(i)) + "%");
        }
        return where.toString();
    }

    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Said by their codes, so that PostgreSQL knows how rare they are. */
    private List<String> leaves(String category) {
        List<String> leaves = new ArrayList<>(jdbc.sql("select code from category where parent_code = ?")
                .param(category)
                .query(String.class)
                .list());
        leaves.add(category);
        return leaves;
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    /** The place of a row in its list. */
    record Cursor(Instant key, String id, boolean ofTasks) {

        static Cursor of(ResultSet row) throws SQLException {
            return new Cursor(
                    row.getObject("sort_key", OffsetDateTime.class).toInstant(), row.getString("row_id"), false);
        }

        static Cursor read(String written, CaseList list) {
            try {
                int at = written.indexOf('_');
                String id = written.substring(at + 1);
                if (!list.isOfTasks()) {
                    Long.parseLong(id);
                }
                return new Cursor(Instant.parse(written.substring(0, at)), id, list.isOfTasks());
            } catch (RuntimeException notOurs) {
                throw Refused.invalid("after", "翻页位置无效，请从第一页重新查询");
            }
        }

        void into(Map<String, Object> parameters) {
            parameters.put("afterKey", at(key));
            parameters.put("afterId", ofTasks ? id : (Object) Long.valueOf(id));
        }

        @Override
        public String toString() {
            return key + "_" + id;
        }
    }
}
