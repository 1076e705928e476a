package org.minqing.leadercase;

import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the record of leaders' cases shows. */
@Repository
class LeaderCaseRecordRepository {

    private static final String RECORDS = """
            select c.*, a.number, a.subject, a.reply, a.due_at, a.state as appeal_state, o.name as leader_name,
                u.name as unit_name, d.name as ordered_name,
                (select t.note from timeline_entry t where t.appeal_id = c.appeal_id and t.kind = 'TAKEN_BY_LEADER'
                    and t.happened_at >= c.taken_at order by t.id fetch first 1 rows only) as reason
            from leader_case c join appeal a on a.id = c.appeal_id join unit u on u.code = c.unit_code
            left join officer o on o.id = c.leader_id left join unit d on d.code = c.ordered_unit\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    LeaderCaseRecordRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    List<LeaderCaseRecord> ofAppeal(String number) {
        return jdbc.sql(RECORDS + "where a.number = ? order by c.id desc")
                .param(number)
                .query((row, n) -> record(row))
                .list();
    }

    /** Those under way first, then the newest. @param area pattern over the paths of the places */
    List<LeaderCaseRecord> below(String area, int most) {
        return jdbc.sql(RECORDS + "where a.place_path like ?"
                        + " order by case c.state when 'TAKEN' then 0 else 1 end, c.id desc fetch first " + most
                        + " rows only")
                .param(area)
                .query((row, n) -> record(row))
                .list();
    }

    private LeaderCaseRecord record(ResultSet row) throws SQLException {
        String state = row.getString("state");
        boolean open = row.getString("appeal_state").equals("OPEN");
        boolean led = state.equals("LED");
        Instant due = open ? instant(row, "due_at") : null;
        return new LeaderCaseRecord(
                row.getString("number"),
                row.getString("subject"),
                row.getString("leader_id"),
                row.getString("leader_name"),
                row.getString("unit_name"),
                state,
                label(state, instant(row, "visited_at") != null),
                local(instant(row, "taken_at")),
                row.getString("reason"),
                local(instant(row, "visited_at")),
                row.getString("findings"),
                row.getString("ordered_name"),
                local(instant(row, "ended_at")),
                led,
                led ? row.getString("reply") : null,
                local(due),
                due != null && !clock.instant().isBefore(due));
    }

    private static String label(String state, boolean visited) {
        return switch (state) {
            case "LED" -> "领导办结";
            case "BACK" -> "已退回原层级";
            case "OVER" -> "已终止";
            default -> visited ? "已走访，办理中" : "待走访";
        };
    }

    private OffsetDateTime local(Instant when) {
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }
}
