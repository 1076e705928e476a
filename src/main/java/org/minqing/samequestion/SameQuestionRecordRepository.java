package org.minqing.samequestion;

import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the record of shared questions shows. */
@Repository
class SameQuestionRecordRepository {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    SameQuestionRecordRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<SameQuestionRecord.Line> joined(String number) {
        return jdbc.sql("""
                        select q.*, m.number, j.name as joined_name, l.name as left_name
                        from appeal a join same_question q on q.appeal_id = a.id
                        join joint_research r on r.id = q.research_id join appeal m on m.id = r.appeal_id
                        left join officer j on j.id = q.joined_by left join officer l on l.id = q.left_by
                        where a.number = ? order by q.id desc""").param(number).query((row, n) -> line(row)).list();
    }

    List<SameQuestionRecord.Line> waiting(String number, Scope scope) {
        return jdbc.sql("""
                        select q.*, w.number, j.name as joined_name, l.name as left_name
                        from appeal a join joint_research r on r.appeal_id = a.id
                        join same_question q on q.research_id = r.id join appeal w on w.id = q.appeal_id
                        left join officer j on j.id = q.joined_by left join officer l on l.id = q.left_by
                        where a.number = :number and %s order by q.id fetch first %d rows only""".formatted(scope.overAppeals("w"), MOST))
                .param("number", number)
                .params(scope.parameters())
                .query((row, n) -> line(row))
                .list();
    }

    int waitingNow(String number) {
        return jdbc.sql("""
                        select count(*) from appeal a join joint_research r on r.appeal_id = a.id
                        join same_question q on q.research_id = r.id and q.state = 'JOINED' where a.number = ?""").param(number).query(Integer.class).single();
    }

    private SameQuestionRecord.Line line(ResultSet row) throws SQLException {
        SameQuestion.State state = SameQuestion.State.valueOf(row.getString("state"));
        return new SameQuestionRecord.Line(
                row.getString("number"),
                state.name(),
                state.label(),
                row.getBigDecimal("similarity"),
                name(row, "joined"),
                local(row, "joined_at"),
                row.getString("reason"),
                name(row, "left"),
                local(row, "left_at"),
                row.getString("left_reason"));
    }

    private static String name(ResultSet row, String what) throws SQLException {
        String name = row.getString(what + "_name");
        String actor = row.getString(what + "_by");
        return name != null ? name : actor != null && actor.startsWith("rule:") ? "系统" : actor;
    }

    private OffsetDateTime local(ResultSet row, String column) throws SQLException {
        Instant when = instant(row, column);
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }
}
