package org.minqing.insight;

import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.minqing.deadline.DueWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The joint research that runs, as far as the caller sees: who has delivered, who has signed, what is done. */
@Service
class ResearchService {

    static final int MOST = 100;

    private static final Map<String, String> STAGES = Map.of(
            "OPENED", "待召集",
            "WORKING", "调研与意见",
            "SIGNING", "方案签字",
            "ADOPTED", "落实措施");
    private static final Map<String, String> PARTS = Map.of(
            "NOTIFIED", "待签收",
            "ACCEPTED", "已签收，待提交意见",
            "REFUSED", "已退回，待认定",
            "OPINION", "已提交意见",
            "DONE", "已完成",
            "REPLACED", "已更换部门",
            "ENDED", "已终止");

    private final JdbcClient jdbc;
    private final ReachService reaches;
    private final DueWords words;

    ResearchService(JdbcClient jdbc, ReachService reaches, DueWords words) {
        this.jdbc = jdbc;
        this.reaches = reaches;
        this.words = words;
    }

    /** Those convened last at the top. */
    @Transactional(readOnly = true)
    public List<ResearchView> running() {
        return running(reaches.reach());
    }

    List<ResearchView> running(Reach reach) {
        Map<String, Object> parameters = new HashMap<>(reach.scope().parameters());
        List<Row> rows = jdbc.sql("""
                        select r.*, x.number, x.subject, x.due_at, l.name as lead_name, g.name as group_name,
                            (select count(*) from measure m where m.appeal_id = x.id) as measures,
                            (select count(*) from measure m where m.appeal_id = x.id and m.done_at is not null) as done
                        from (%s) k join joint_research r on r.id = k.id join appeal x on x.id = r.appeal_id
                            left join unit l on l.code = r.lead_department left join unit g on g.code = r.guidance_group
                        order by r.id desc fetch first %d rows only""".formatted(latest(reach, parameters), MOST))
                .params(parameters)
                .query((row, n) -> row(row))
                .list();
        Map<Long, List<ResearchView.Part>> parts =
                parts(rows.stream().map(Row::id).toList());
        return rows.stream()
                .map(row -> row.view(parts.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /**
     * Ids of the latest within reach: a walk back along the running ones, of the area's own district where it has one, that
     * asks each where its case is about; and those that the caller takes part in.
     */
    private static String latest(Reach reach, Map<String, Object> parameters) {
        String running = "select r.id from joint_research r where r.state not in ('REPORTED', 'ENDED') and ";
        String first = " order by r.id desc fetch first " + MOST + " rows only";
        if (reach.isEverywhere()) {
            return running + "1 = 1" + first;
        }
        String part = "(" + running + "r.appeal_id in (" + reach.scope().takingPart() + ")" + first + ")";
        if (reach.area() == null) {
            return part;
        }
        String[] path = reach.area().path().split("/");
        parameters.put("city", path[1]);
        parameters.put("district", path[2]);
        parameters.put("reach", reach.area().path() + "%");
        return "(" + running + "r.area_code in (:district, :city)"
                + " and (select x.place_path from appeal x where x.id = r.appeal_id) like :reach" + first + ") union "
                + part;
    }

    private Map<Long, List<ResearchView.Part>> parts(List<Long> researches) {
        return researches.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("select d.*, u.name from department_part d left join unit u on u.code = d.unit_code"
                                + " where d.research_id in (:ids) order by d.id")
                        .param("ids", researches)
                        .query((row, n) -> Map.entry(row.getLong("research_id"), part(row)))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private ResearchView.Part part(ResultSet row) throws SQLException {
        String state = row.getString("state");
        boolean delivered = row.getObject("opinion_at") != null;
        Instant due = instant(row, "due_at");
        return new ResearchView.Part(
                row.getString("name"),
                PARTS.getOrDefault(state, "办理中"),
                delivered,
                words.time(due),
                !delivered && !state.equals("REPLACED") && !state.equals("ENDED") && words.isOverdue(due));
    }

    private Row row(ResultSet row) throws SQLException {
        Instant due = instant(row, "due_at");
        return new Row(
                row.getLong("id"),
                new ResearchView(
                        row.getString("number"),
                        row.getString("subject"),
                        STAGES.getOrDefault(row.getString("state"), "办理中"),
                        row.getString("lead_name"),
                        row.getString("group_name"),
                        words.time(instant(row, "survey_due_at")),
                        words.time(instant(row, "surveyed_at")),
                        words.time(due),
                        words.left(due),
                        words.isOverdue(due),
                        row.getObject("department_signed_at") != null,
                        row.getObject("group_signed_at") != null,
                        row.getInt("done"),
                        row.getInt("measures"),
                        List.of()));
    }

    private record Row(long id, ResearchView research) {

        ResearchView view(List<ResearchView.Part> parts) {
            return new ResearchView(
                    research.number(),
                    research.subject(),
                    research.stage(),
                    research.lead(),
                    research.group(),
                    research.surveyDue(),
                    research.surveyed(),
                    research.dueAt(),
                    research.left(),
                    research.overdue(),
                    research.leadSigned(),
                    research.groupSigned(),
                    research.measuresDone(),
                    research.measures(),
                    parts);
        }
    }
}
