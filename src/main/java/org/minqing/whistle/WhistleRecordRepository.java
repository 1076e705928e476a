package org.minqing.whistle;

import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableEnum;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.minqing.appeal.Rating;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the record of a whistle shows. */
@Repository
class WhistleRecordRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    WhistleRecordRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The whistles on an appeal, the newest first. */
    List<WhistleRecord> ofAppeal(String number) {
        return jdbc.sql("""
                        select w.*, u.name as street_name from appeal a join whistle w on w.appeal_id = a.id
                        join unit u on u.code = w.street_code where a.number = ? order by w.id desc""")
                .param(number)
                .query((row, n) -> new WhistleRecord(
                        row.getString("street_name"),
                        row.getString("reason"),
                        local(row, "asked_at"),
                        local(row, "signed_at"),
                        row.getString("declined_reason"),
                        local(row, "arrival_due_at"),
                        local(row, "answer_due_at"),
                        local(row, "over_at"),
                        departments(row.getLong("id"))))
                .list();
    }

    private List<WhistleRecord.Called> departments(long whistleId) {
        return jdbc.sql("""
                        select p.*, u.name as unit_name from department_part p join unit u on u.code = p.unit_code
                        where p.whistle_id = ? order by p.id""").param(whistleId).query((row, n) -> called(row)).list();
    }

    private WhistleRecord.Called called(ResultSet row) throws SQLException {
        Call.State state = Call.State.valueOf(row.getString("state"));
        Rating rating = nullableEnum(Rating.class, row, "rating");
        return new WhistleRecord.Called(
                row.getString("unit_name"),
                state.name(),
                state.label(),
                local(row, "notified_at"),
                local(row, "read_at"),
                local(row, "on_site_at"),
                local(row, "opinion_at"),
                row.getString("opinion"),
                rating == null ? null : rating.name(),
                rating == null ? null : rating.label(),
                row.getString("rating_comment"));
    }

    private OffsetDateTime local(ResultSet row, String column) throws SQLException {
        Instant when = instant(row, column);
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }
}
