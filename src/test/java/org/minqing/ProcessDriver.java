package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.springframework.stereotype.Component;

/** Files appeals, moves the clock, fires timers by hand and answers tasks, for tests of the models. */
@Component
public class ProcessDriver {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AppealService appeals;
    private final Timeline timeline;
    private final InboxService inbox;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ManagementService management;

    ProcessDriver(
            AppealService appeals,
            Timeline timeline,
            InboxService inbox,
            TaskService tasks,
            RuntimeService runtime,
            ManagementService management) {
        this.appeals = appeals;
        this.timeline = timeline;
        this.inbox = inbox;
        this.tasks = tasks;
        this.runtime = runtime;
        this.management = management;
    }

    /** @param time local time in Shanghai, e.g. {@code 2026-03-02T10:00} */
    public static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }

    public void clock(String time) {
        ClockUtil.setCurrentTime(Date.from(at(time)));
    }

    /** Files an appeal about a unit, by the given signals {@code BY_DEADLINE}, {@code IMMEDIATE} or {@code PHASED}. */
    public Appeal file(String unitCode, Signal... signals) {
        return file("路灯不亮", unitCode, signals);
    }

    public Appeal file(String subject, String unitCode, Signal... signals) {
        Set<Signal> seen = EnumSet.noneOf(Signal.class);
        seen.addAll(List.of(signals));
        return appeals.get(appeals.receive(new NewAppeal(
                        "test",
                        null,
                        RequesterKind.RESIDENT,
                        null,
                        subject,
                        null,
                        null,
                        unitCode,
                        null,
                        seen,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .number());
    }

    public Appeal reload(Appeal appeal) {
        return appeals.get(appeal.id());
    }

    /** The one open task of an appeal with this key. */
    public OpenTask task(Appeal appeal, String taskKey) {
        List<OpenTask> open = inbox.ofAppeal(appeal.id()).stream()
                .filter(task -> task.taskKey().equals(taskKey))
                .toList();
        assertThat(open).as("open tasks %s", taskKey).hasSize(1);
        return open.get(0);
    }

    public boolean hasTask(Appeal appeal, String taskKey) {
        return inbox.ofAppeal(appeal.id()).stream()
                .anyMatch(task -> task.taskKey().equals(taskKey));
    }

    /** Claims and answers the one open task with this key. @param fields name, value, name, value … */
    public void answer(Appeal appeal, String taskKey, String officer, String outcome, Object... fields) {
        answer(task(appeal, taskKey), officer, outcome, fields);
    }

    public void answer(OpenTask task, String officer, String outcome, Object... fields) {
        tasks.setAssignee(task.taskId(), officer);
        Map<String, Object> variables = new HashMap<>();
        variables.put("outcome", outcome);
        for (int i = 0; i < fields.length; i += 2) {
            variables.put((String) fields[i], fields[i + 1]);
        }
        tasks.complete(task.taskId(), variables);
    }

    /** Gives a task to another officer. */
    public void hand(String taskId, String officer) {
        tasks.setAssignee(taskId, officer);
    }

    /** Moves the clock on to this time; on the way the appeal's timers fire in due order, each at its due time. */
    public void passUntil(Appeal appeal, String time) {
        Instant end = at(time);
        for (Optional<Job> next = nextTimer(appeal, end); next.isPresent(); next = nextTimer(appeal, end)) {
            if (next.get().getDuedate().after(ClockUtil.getCurrentTime())) {
                ClockUtil.setCurrentTime(next.get().getDuedate());
            }
            management.executeJob(next.get().getId());
        }
        ClockUtil.setCurrentTime(Date.from(end));
    }

    public List<TimelineEntry> timeline(Appeal appeal) {
        return timeline.of(appeal.id());
    }

    public List<TimelineKind> kinds(Appeal appeal) {
        return timeline(appeal).stream().map(TimelineEntry::kind).toList();
    }

    public TimelineEntry last(Appeal appeal, TimelineKind kind) {
        return timeline(appeal).stream()
                .filter(entry -> entry.kind() == kind)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + kinds(appeal)));
    }

    /** All running process instances that carry the appeal's number. */
    public List<ProcessInstance> instances(Appeal appeal) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.number())
                .list();
    }

    public Object variable(ProcessInstance instance, String name) {
        return runtime.getVariable(instance.getId(), name);
    }

    private Optional<Job> nextTimer(Appeal appeal, Instant end) {
        return instances(appeal).stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).timers().list().stream())
                .filter(job -> !job.getDuedate().toInstant().isAfter(end))
                .min(Comparator.comparing(Job::getDuedate));
    }
}
