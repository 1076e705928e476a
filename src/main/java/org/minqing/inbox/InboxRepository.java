package org.minqing.inbox;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableEnum;
import static org.minqing.Sql.nullableLong;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.minqing.TransactionMemo;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.minqing.directory.PeopleService;
import org.minqing.directory.Unit;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code inbox}. */
@Repository
class InboxRepository {

    private static final RowMapper<OpenTask> TASK = (row, n) -> new OpenTask(
            row.getString("task_id"),
            row.getString("process_instance_id"),
            row.getString("task_key"),
            row.getString("task_name"),
            nullableLong(row, "appeal_id"),
            row.getString("appeal_number"),
            row.getString("subject"),
            nullableLong(row, "part_id"),
            row.getObject("ordinal", Integer.class),
            row.getString("unit_code"),
            row.getString("assignee"),
            nullableEnum(Level.class, row, "level"),
            UrgencyClass.valueOf(row.getString("urgency")),
            instant(row, "due_at"),
            instant(row, "created_at"),
            row.getBoolean("answered"));

    private final JdbcClient jdbc;
    private final Caller caller;
    private final AccessRule access;
    private final PeopleService people;
    private final TransactionMemo<String, OpenTask> read = new TransactionMemo<>();

    InboxRepository(JdbcClient jdbc, Caller caller, AccessRule access, PeopleService people) {
        this.jdbc = jdbc;
        this.caller = caller;
        this.access = access;
        this.people = people;
    }

    OpenTask insert(NewTask task, Appeal appeal, Unit holder, Instant now) {
        jdbc.sql("""
                        insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number,
                            subject, part_id, ordinal, unit_code, unit_path, place_path, assignee, level, urgency,
                            category, due_at, created_at, answered)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        task.taskId(),
                        task.processInstanceId(),
                        task.taskKey(),
                        task.taskName(),
                        appeal.id(),
                        appeal.number(),
                        appeal.subject(),
                        task.partId(),
                        task.ordinal(),
                        holder.code(),
                        holder.path(),
                        appeal.placePath(),
                        task.assignee(),
                        appeal.level().name(),
                        appeal.urgency().name(),
                        appeal.category(),
                        at(task.dueAt()),
                        at(now),
                        appeal.firstResponseAt() != null)
                .update();
        return new OpenTask(
                task.taskId(),
                task.processInstanceId(),
                task.taskKey(),
                task.taskName(),
                appeal.id(),
                appeal.number(),
                appeal.subject(),
                task.partId(),
                task.ordinal(),
                holder.code(),
                task.assignee(),
                appeal.level(),
                appeal.urgency(),
                task.dueAt(),
                now,
                appeal.firstResponseAt() != null);
    }

    /** Of no appeal: it is as urgent as most. */
    OpenTask insert(NewTask task, Matter matter, Unit holder, Instant now) {
        jdbc.sql("""
                        insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_number, subject,
                            ordinal, unit_code, unit_path, place_path, assignee, urgency, due_at, created_at, answered)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""")
                .params(
                        task.taskId(),
                        task.processInstanceId(),
                        task.taskKey(),
                        task.taskName(),
                        matter.number(),
                        matter.subject(),
                        task.ordinal(),
                        holder.code(),
                        holder.path(),
                        matter.placePath(),
                        task.assignee(),
                        UrgencyClass.BY_DEADLINE.name(),
                        at(task.dueAt()),
                        at(now))
                .update();
        return find(task.taskId()).orElseThrow();
    }

    /**
     * An open task. What every claim and completion asks besides is read in the same statement, and told to those who
     * will be asked: whether the caller may work on it, and whether his password is his own.
     */
    Optional<OpenTask> find(String taskId) {
        return read.get(
                taskId,
                () -> caller.id()
                        .map(officer -> withRights(taskId, officer))
                        .orElseGet(() -> jdbc.sql("select * from inbox where task_id = ?")
                                .param(taskId)
                                .query(TASK)
                                .optional()));
    }

    private Optional<OpenTask> withRights(String taskId, String officer) {
        return jdbc.sql("select i.*, %s as works, %s as first_password from inbox i where i.task_id = :task"
                        .formatted(AccessRule.WORKS_ON, PeopleService.FIRST_PASSWORD))
                .param("task", taskId)
                .param("caller", officer)
                .query((row, n) -> {
                    access.learned(taskId, officer, row.getBoolean("works"));
                    people.learned(officer, row.getBoolean("first_password"));
                    return TASK.mapRow(row, n);
                })
                .optional();
    }

    /** What has been read of the inbox, or of who works on what, is read anew. */
    void changed() {
        read.forgetAll();
        access.changed();
    }

    List<OpenTask> ofAppeal(long appealId) {
        return jdbc.sql("select * from inbox where appeal_id = ? order by created_at, task_id")
                .param(appealId)
                .query(TASK)
                .list();
    }

    List<OpenTask> ofUnit(String unitCode) {
        return jdbc.sql("select * from inbox where unit_code = ? order by due_at, task_id")
                .param(unitCode)
                .query(TASK)
                .list();
    }

    /** @param assignee null gives the task back */
    void assign(String taskId, String assignee, Instant now) {
        changed();
        jdbc.sql("update inbox set assignee = ?, claimed_at = ? where task_id = ?")
                .params(assignee, assignee == null ? null : at(now), taskId)
                .update();
    }

    void moveDue(String processInstanceId, int ordinal, Instant to) {
        changed();
        jdbc.sql("update inbox set due_at = ? where process_instance_id = ? and ordinal = ?")
                .params(at(to), processInstanceId, ordinal)
                .update();
    }

    void moveDue(String processInstanceId, Instant from, Instant to) {
        changed();
        jdbc.sql("update inbox set due_at = ? where process_instance_id = ? and due_at = ?")
                .params(at(to), processInstanceId, at(from))
                .update();
    }

    void hold(String taskId, Unit holder) {
        changed();
        jdbc.sql("update inbox set unit_code = ?, unit_path = ?, assignee = null, claimed_at = null where task_id = ?")
                .params(holder.code(), holder.path(), taskId)
                .update();
    }

    void replace(long appealId, String placePath) {
        changed();
        jdbc.sql("update inbox set place_path = ? where appeal_id = ?")
                .params(placePath, appealId)
                .update();
    }

    /** @param how {@code DONE DEADLINE WITHDRAWN REPLIED CUT_OFF} */
    void end(OpenTask task, String how, String actor, String why, Instant now) {
        changed();
        jdbc.sql("delete from inbox where task_id = ?").param(task.taskId()).update();
        jdbc.sql("""
                        insert into ended_task (task_id, appeal_id, unit_code, task_name, how, ended_by, ended_at, why)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(task.taskId(), task.appealId(), task.unitCode(), task.taskName(), how, actor, at(now), why)
                .update();
    }

    void forgetEnded(Instant before) {
        jdbc.sql("delete from ended_task where ended_at < ?").param(at(before)).update();
    }
}
