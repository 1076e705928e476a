package org.minqing.security;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.intake.AttachmentStore;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Two districts of its own, one officer {@code matrix-<role>} per role, and one case per unit, open and finished. The
 * three separated roles and those who oversee belong to the first district itself.
 */
@Component
@Profile("test")
class MatrixCases {

    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    static final String DEPARTMENT = "420171-POWER";

    private static final String DISTRICT = "420171";
    private static final String OTHER_DISTRICT = "420172";
    private static final String GRID = "420171001001001";
    private static final String OTHER_DISTRICTS_GRID = "420172001001001";
    private static final Map<String, String> UNIT = Map.of(
            "grid", GRID,
            "community", "420171001001",
            "street", "420171001",
            "department", DEPARTMENT,
            "guidance", "420171-GUIDE-1",
            "dispatch", "420171-DISPATCH");
    private static final Map<String, String> SISTER = Map.of(
            "grid", "420171001001002",
            "community", "420171001002",
            "street", "420171002",
            "department", "420171-WATER",
            "guidance", "420171-GUIDE-2",
            "dispatch", "420172-DISPATCH");
    private static final List<String> WITH_UNITS_BELOW = List.of(
            "community", "street", "dispatch", "leader", "inspector", "assessor", "auditor", "system", "security");
    private static final Map<String, String> ROLE = Map.ofEntries(
            Map.entry("grid", "GRID_MEMBER"),
            Map.entry("community", "COMMUNITY_STAFF"),
            Map.entry("street", "STREET_STAFF"),
            Map.entry("department", "DEPARTMENT_STAFF"),
            Map.entry("guidance", "GUIDANCE_GROUP"),
            Map.entry("dispatch", "DISPATCHER"),
            Map.entry("leader", "LEADER"),
            Map.entry("inspector", "INSPECTOR"),
            Map.entry("assessor", "ASSESSOR"),
            Map.entry("auditor", "AUDITOR"),
            Map.entry("system", "SYSTEM_ADMIN"),
            Map.entry("security", "SECURITY_ADMIN"));

    /** @param taskId of its open task; of a finished case the one that it had */
    record Case(String number, String instance, String taskId, long attachment) {}

    private final GuardedWork work;
    private final ProcessDriver driver;
    private final AttachmentStore attachments;
    private final TaskService tasks;
    private final TestUsers users;
    private final JdbcClient jdbc;
    private final Map<String, Case> open = new HashMap<>();
    private final Map<String, Case> finished = new HashMap<>();

    MatrixCases(
            GuardedWork work,
            ProcessDriver driver,
            AttachmentStore attachments,
            TaskService tasks,
            TestUsers users,
            JdbcClient jdbc,
            TestDirectory filledFirst) {
        this.work = work;
        this.driver = driver;
        this.attachments = attachments;
        this.tasks = tasks;
        this.users = users;
        this.jdbc = jdbc;
    }

    void fill() {
        if (!open.isEmpty()) {
            return;
        }
        for (String district : List.of(DISTRICT, OTHER_DISTRICT)) {
            unit(district, "DISTRICT", TestDirectory.CITY);
            unit(district + "-DISPATCH", "DISPATCH", district);
            unit(district + "001", "STREET", district);
            unit(district + "001001", "COMMUNITY", district + "001");
            unit(district + "001001001", "GRID", district + "001001");
        }
        unit("420171001001002", "GRID", "420171001001");
        unit("420171001002", "COMMUNITY", "420171001");
        unit("420171002", "STREET", DISTRICT);
        for (String department : List.of(DEPARTMENT, "420171-WATER")) {
            unit(department, "DEPARTMENT", DISTRICT);
        }
        for (String group : List.of("420171-GUIDE-1", "420171-GUIDE-2")) {
            unit(group, "GUIDANCE_GROUP", DISTRICT);
        }
        for (String role : AccessMatrix.ROLES) {
            officer("matrix-" + role, UNIT.getOrDefault(role, DISTRICT), ROLE.get(role));
        }
        officer("matrix-colleague", "420171001001002", "GRID_MEMBER");
        ROLE.keySet().forEach(role -> users.officer("matrix-" + role));
        users.officer("matrix-colleague");
        users.systemAdministrator("matrix-system");
    }

    /** @return null where the role has no such relation */
    Case of(String role, String relation) {
        return switch (relation) {
            case "own" -> openAt(UNIT.getOrDefault(role, DISTRICT));
            case "below" -> WITH_UNITS_BELOW.contains(role) ? openAt(GRID) : null;
            case "sister" -> openAt(SISTER.getOrDefault(role, OTHER_DISTRICT));
            case "other" -> openAt(OTHER_DISTRICTS_GRID);
            case "finished" -> finishedAt(UNIT.getOrDefault(role, DISTRICT));
            default -> throw new IllegalArgumentException("no relation " + relation);
        };
    }

    /** Nobody's task again, whatever an earlier call has made of it. */
    void release(Case filed) {
        tasks.setAssignee(filed.taskId(), null);
    }

    private Case openAt(String unit) {
        return open.computeIfAbsent(unit, this::file);
    }

    private Case finishedAt(String unit) {
        return finished.computeIfAbsent(unit, at -> {
            Case filed = file(at);
            if (at.contains("-")) {
                takesPart(filed.number(), at);
            }
            jdbc.sql("delete from inbox where task_id = ?")
                    .param(filed.taskId())
                    .update();
            jdbc.sql("update appeal set state = 'CLOSED', level = null, level_unit = null, due_at = null,"
                            + " replied_at = received_at, reply = '已办结' where number = ?")
                    .param(filed.number())
                    .update();
            return filed;
        });
    }

    private Case file(String unit) {
        GuardedWork.Case filed = work.file(GRID);
        String number = filed.appeal().number();
        String place = unit.contains("-") && !unit.startsWith(OTHER_DISTRICT) ? GRID : unit.replaceFirst("-.*", "");
        jdbc.sql("update appeal set place_unit = :unit, place_path = (select path from unit where code = :unit),"
                        + " level_unit = :holder where number = :number")
                .param("unit", place)
                .param("holder", unit)
                .param("number", number)
                .update();
        jdbc.sql("update inbox set place_path = (select path from unit where code = ?) where task_id = ?")
                .params(place, filed.taskId())
                .update();
        work.hold(filed, unit);
        long attachment = attachments
                .add(number, new ByteArrayInputStream(PICTURE), PICTURE.length, "test")
                .id();
        return new Case(number, filed.processInstanceId(), filed.taskId(), attachment);
    }

    /** As the lead of a research, which stays when the work is done. */
    private void takesPart(String number, String unit) {
        jdbc.sql("insert into joint_research (appeal_id, stay_id, area_code, lead_department, guidance_group, state,"
                        + " process_instance_id) select a.id, (select min(s.id) from level_stay s where s.appeal_id ="
                        + " a.id), '420171', :unit, :unit, 'REPORTED', '-' from appeal a where a.number = :number")
                .param("unit", unit)
                .param("number", number)
                .update();
    }

    private void unit(String code, String level, String parent) {
        jdbc.sql("insert into unit (code, name, level, parent_code, path) values (?, ?, ?, ?,"
                        + " (select path from unit where code = ?) || ? || '/')")
                .params(code, "矩阵" + code, level, parent, parent, code)
                .update();
    }

    private void officer(String id, String unit, String role) {
        jdbc.sql("insert into officer (id, name, unit_code, roles, email, first_responsible, state)"
                        + " values (?, ?, ?, ?, null, false, 'ACTIVE')")
                .params(id, id, unit, role)
                .update();
    }
}
