package org.minqing.joint;

import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the record of a research shows. */
@Repository
class ResearchRecordRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    ResearchRecordRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The researches on an appeal, the newest first. */
    List<ResearchRecord> ofAppeal(String number) {
        return jdbc.sql("""
                        select r.*, n.name as area_name, l.name as lead_name, g.name as group_name,
                            (select count(*) from joint_research e where e.appeal_id = r.appeal_id and e.id <= r.id) as round
                        from appeal a join joint_research r on r.appeal_id = a.id
                        join unit n on n.code = r.area_code join unit l on l.code = r.lead_department
                        join unit g on g.code = r.guidance_group
                        where a.number = ? order by r.id desc""").param(number).query((row, n) -> record(row)).list();
    }

    private ResearchRecord record(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<ResearchRecord.Undertaken> measures = measures(id);
        return new ResearchRecord(
                row.getInt("round"),
                Research.State.valueOf(row.getString("state")).label(),
                new ResearchRecord.Named(row.getString("area_code"), row.getString("area_name")),
                new ResearchRecord.Named(row.getString("lead_department"), row.getString("lead_name")),
                new ResearchRecord.Named(row.getString("guidance_group"), row.getString("group_name")),
                local(row, "convened_at"),
                local(row, "survey_due_at"),
                local(row, "surveyed_at"),
                row.getString("findings"),
                row.getString("plan"),
                local(row, "department_signed_at"),
                local(row, "group_signed_at"),
                departments(id),
                measures,
                measures.stream()
                        .filter(one -> one.planned() != null)
                        .mapToInt(ResearchRecord.Undertaken::planned)
                        .sum(),
                measures.stream()
                        .filter(one -> one.achieved() != null)
                        .mapToInt(ResearchRecord.Undertaken::achieved)
                        .sum(),
                row.getString("ending_reason"));
    }

    private List<ResearchRecord.Delivery> departments(long researchId) {
        return jdbc.sql("""
                        select p.*, u.name as unit_name,
                            (select count(*) from measure m where m.part_id = p.id) as measures,
                            (select count(*) from measure m where m.part_id = p.id and m.done_at is not null) as done
                        from department_part p join unit u on u.code = p.unit_code
                        where p.research_id = ? order by p.id""").param(researchId).query((row, n) -> delivery(row)).list();
    }

    private ResearchRecord.Delivery delivery(ResultSet row) throws SQLException {
        Part.State state = Part.State.valueOf(row.getString("state"));
        return new ResearchRecord.Delivery(
                unit(row),
                state.name(),
                state.label(),
                local(row, "notified_at"),
                local(row, "read_at"),
                local(row, "accepted_at"),
                local(row, "on_site_at"),
                local(row, "opinion_at"),
                state == Part.State.DONE ? local(row, "done_at") : null,
                row.getInt("measures"),
                row.getInt("done"),
                row.getString("opinion"),
                row.getString("refusal_reason"));
    }

    private List<ResearchRecord.Undertaken> measures(long researchId) {
        return jdbc.sql("""
                        select m.*, p.unit_code, u.name as unit_name from measure m
                        join department_part p on p.id = m.part_id join unit u on u.code = p.unit_code
                        where p.research_id = ? order by m.due_at, m.id""")
                .param(researchId)
                .query((row, n) -> new ResearchRecord.Undertaken(
                        unit(row),
                        row.getInt("batch"),
                        row.getString("text"),
                        local(row, "due_at"),
                        local(row, "done_at"),
                        row.getObject("planned", Integer.class),
                        row.getObject("achieved", Integer.class),
                        row.getString("result")))
                .list();
    }

    private static ResearchRecord.Named unit(ResultSet row) throws SQLException {
        return new ResearchRecord.Named(row.getString("unit_code"), row.getString("unit_name"));
    }

    private OffsetDateTime local(ResultSet row, String column) throws SQLException {
        Instant when = instant(row, column);
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }
}
