package org.minqing.replay;

import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.TimelineKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads out of the timeline which levels each appeal entered and how it left them. */
@Repository
class OutcomeRepository {

    private final JdbcClient jdbc;

    OutcomeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The levels of all appeals of a source, by the source's id, in the order in which they were entered. */
    Map<String, List<Outcome>> ofSource(String source) {
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        jdbc.sql("select a.source_id, t.kind, t.level, t.unit_code, t.happened_at, t.due_at, t.outcome"
                        + " from timeline_entry t join appeal a on a.id = t.appeal_id"
                        + " where a.source = ? and t.kind in ('LEVEL_ENTERED', 'LEVEL_LEFT') order by t.id")
                .param(source)
                .query(row -> {
                    String messageId = row.getString("source_id");
                    List<Outcome> levels = outcomes.computeIfAbsent(messageId, id -> new ArrayList<>());
                    Level level = Level.valueOf(row.getString("level"));
                    Instant at = instant(row, "happened_at");
                    if (TimelineKind.valueOf(row.getString("kind")) == TimelineKind.LEVEL_ENTERED) {
                        levels.add(new Outcome(
                                messageId, level, row.getString("unit_code"), at, instant(row, "due_at"), null, null));
                    } else {
                        levels.set(
                                levels.size() - 1,
                                left(
                                        levels.get(levels.size() - 1),
                                        level,
                                        at,
                                        LeftBy.valueOf(row.getString("outcome"))));
                    }
                });
        return outcomes;
    }

    /** The latest due time of the levels that are still open. */
    Optional<Instant> lastOpenDueAt() {
        return jdbc.sql("select max(due_at) as last from level_stay where left_at is null")
                .query((row, n) -> Optional.ofNullable(instant(row, "last")))
                .single();
    }

    private static Outcome left(Outcome entered, Level level, Instant at, LeftBy by) {
        if (entered.level() != level || entered.leftAt() != null) {
            throw new IllegalStateException("%s leaves %s without being there".formatted(entered.messageId(), level));
        }
        return new Outcome(
                entered.messageId(), level, entered.unitCode(), entered.enteredAt(), entered.dueAt(), at, by);
    }
}
