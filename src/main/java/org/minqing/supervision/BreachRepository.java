package org.minqing.supervision;

import static org.minqing.Sql.at;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.appeal.Appeal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of {@code breach}. */
@Repository
class BreachRepository {

    private static final String INSERT_LEVEL =
            "insert into breach (appeal_id, stay_id, level, unit_code, officer_id, due_at, reminded_at)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    BreachRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    long insert(Appeal appeal, BreachService.Overdue overdue, String officer, Instant now) {
        boolean ofLevel = overdue.partId() == null && overdue.measureId() == null;
        Long stay = ofLevel ? currentStay(appeal.id()) : null;
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into breach (appeal_id, stay_id, part_id, measure_id, level, unit_code, officer_id,
                            due_at, reminded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        appeal.id(),
                        stay,
                        overdue.partId(),
                        overdue.measureId(),
                        appeal.level().name(),
                        overdue.unitCode(),
                        officer,
                        at(overdue.dueAt()),
                        at(now))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    /**
     * Records a level's missed deadline.
     *
     * @return false when it is recorded already
     */
    boolean insertUnlessThere(BreachService.MissedLevel missed, String officer, Instant now) {
        return jdbc.sql(INSERT_LEVEL + """
                                 select ?, ?, ?, ?, ?, ?, ? from appeal a where a.id = ?
                                     and not exists (select 1 from breach b where b.appeal_id = a.id and b.stay_id = ?)""")
                        .params(level(missed, officer, now))
                        .params(missed.appeal().id(), missed.stayId())
                        .update()
                == 1;
    }

    /** Records many levels' missed deadlines, none of which is recorded yet, in this order. */
    void insert(Map<BreachService.MissedLevel, Optional<String>> officers, Instant now) {
        batches.batchUpdate(
                INSERT_LEVEL + " values (?, ?, ?, ?, ?, ?, ?)",
                officers.entrySet().stream()
                        .map(one -> level(one.getKey(), one.getValue().orElse(null), now)
                                .toArray())
                        .toList());
    }

    private static List<Object> level(BreachService.MissedLevel missed, String officer, Instant now) {
        return Arrays.asList(
                missed.appeal().id(),
                missed.stayId(),
                missed.appeal().level().name(),
                missed.unitCode(),
                officer,
                at(missed.dueAt()),
                at(now));
    }

    private Long currentStay(long appealId) {
        return jdbc.sql("select id from level_stay where appeal_id = ? and left_at is null")
                .param(appealId)
                .query(Long.class)
                .single();
    }

    void supervised(long id, Instant when) {
        jdbc.sql(
                        "update breach set supervised_at = ?,"
                                + " place_path = (select a.place_path from appeal a where a.id = breach.appeal_id) where id = ?")
                .params(at(when), id)
                .update();
    }

    /** What is supervised follows its case. */
    void placed(long appealId, String placePath) {
        for (String supervised : List.of("breach", "supervision_order")) {
            jdbc.sql("update " + supervised + " set place_path = ? where appeal_id = ? and place_path <> ?")
                    .params(placePath, appealId, placePath)
                    .update();
        }
    }

    void censured(long id, Instant when) {
        jdbc.sql("update breach set censured_at = ? where id = ?")
                .params(at(when), id)
                .update();
    }

    Missed missed(long id) {
        return jdbc.sql("select appeal_id, unit_code from breach where id = ?")
                .param(id)
                .query((row, n) -> new Missed(row.getLong("appeal_id"), row.getString("unit_code")))
                .single();
    }

    record Missed(long appealId, String unitCode) {}
}
