package org.minqing.security;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.minqing.Sql;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appeals with one open task in the inbox of one unit, by a model that has nothing but that task. */
@Component
@Profile("test")
class GuardedWork {

    record Case(Appeal appeal, String processInstanceId, String taskId) {}

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final AppealService appeals;
    private final DirectoryService directory;
    private final JdbcClient jdbc;
    private final Clock clock;

    GuardedWork(
            RepositoryService repository,
            RuntimeService runtime,
            TaskService tasks,
            AppealService appeals,
            DirectoryService directory,
            JdbcClient jdbc,
            Clock clock) {
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.appeals = appeals;
        this.directory = directory;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An appeal about one place, with a task that a unit holds. */
    Case file(String placeCode, String holderCode) {
        repository
                .createDeployment()
                .name("guarded-work")
                .enableDuplicateFiltering(true)
                .addClasspathResource("security/guarded-work.bpmn")
                .deploy();
        Appeal appeal = appeals.register(new NewAppeal(
                "test", null, null, null, "守门测试", null, null, placeCode, null, null, null, null, null, null, null,
                null));
        String instance = runtime.startProcessInstanceByKey(
                        "guardedWork", appeal.number(), Map.of("appealId", appeal.id()))
                .getId();
        String task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        inbox(task, instance, appeal, directory.require(holderCode));
        return new Case(appeal, instance, task);
    }

    private void inbox(String task, String instance, Appeal appeal, Unit holder) {
        jdbc.sql("delete from inbox where task_id = ?").param(task).update();
        jdbc.sql("""
                        insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number,
                            subject, unit_code, unit_path, place_path, level, urgency, created_at)
                        values (?, ?, 'userTask_work', '办理', ?, ?, ?, ?, ?, ?, 'GRID', 'BY_DEADLINE', ?)""")
                .params(List.of(
                        task,
                        instance,
                        appeal.id(),
                        appeal.number(),
                        appeal.subject(),
                        holder.code(),
                        holder.path(),
                        appeal.placePath(),
                        Sql.at(clock.instant())))
                .update();
    }

    /** The rows of a task that is gone; the process must not run on into other tests. */
    void end(Case filed) {
        jdbc.sql("delete from inbox where task_id = ?").param(filed.taskId()).update();
        if (runtime.createProcessInstanceQuery()
                        .processInstanceId(filed.processInstanceId())
                        .count()
                > 0) {
            runtime.deleteProcessInstance(filed.processInstanceId(), "test is over", true, true);
        }
    }
}
