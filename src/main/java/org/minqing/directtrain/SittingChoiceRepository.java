package org.minqing.directtrain;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds appeals that a sitting may take. */
@Repository
class SittingChoiceRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    SittingChoiceRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Those that are handled at a level of the area and are neither parked nor too late.
     *
     * @param area pattern over the paths of the places
     * @param words pattern over number and subject
     * @param kind null for all
     */
    List<SittingChoices.Candidate> candidates(String area, String words, TrainCase.Kind kind, Instant now, int most) {
        return jdbc.sql("""
                        select a.number, a.subject, a.requester_kind, a.level, u.name as unit_name, a.due_at
                        from appeal a left join unit u on u.code = a.level_unit
                        where a.state = 'OPEN' and a.level in ('GRID', 'COMMUNITY', 'STREET') and a.due_at > :now
                          and a.place_path like :area and (a.number like :words or a.subject like :words)
                          and %s
                        order by a.id desc fetch first :most rows only""".formatted(condition(kind)))
                .param("now", at(now))
                .param("area", area)
                .param("words", words)
                .param("most", most)
                .query((row, n) -> new SittingChoices.Candidate(
                        row.getString("number"),
                        row.getString("subject"),
                        TrainCase.Kind.of(RequesterKind.valueOf(row.getString("requester_kind")))
                                .label(),
                        Level.valueOf(row.getString("level")).label(),
                        row.getString("unit_name"),
                        instant(row, "due_at").atZone(clock.getZone()).toOffsetDateTime()))
                .list();
    }

    private static String condition(TrainCase.Kind kind) {
        if (kind == null) {
            return "1 = 1";
        }
        return kind == TrainCase.Kind.ECONOMIC ? "a.requester_kind = 'ENTERPRISE'" : "a.requester_kind <> 'ENTERPRISE'";
    }
}
