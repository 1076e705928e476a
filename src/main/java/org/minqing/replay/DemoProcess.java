package org.minqing.replay;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.Rating;
import org.minqing.closing.ClosingService;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets the demonstration's officers do their tasks as they would in Tasklist: in their own name, under the same rules. */
@Component
@Profile("demo")
class DemoProcess {

    private static final String REQUESTER = "requester";
    private static final Pattern RELATIVE_DAY = Pattern.compile("\\+\\d+d");

    private final TaskService tasks;
    private final IdentityService identity;
    private final InboxService inbox;
    private final DirectoryService directory;
    private final ClosingService closing;
    private final Clock clock;

    DemoProcess(
            TaskService tasks,
            IdentityService identity,
            InboxService inbox,
            DirectoryService directory,
            ClosingService closing,
            Clock clock) {
        this.tasks = tasks;
        this.identity = identity;
        this.inbox = inbox;
        this.directory = directory;
        this.closing = closing;
        this.clock = clock;
    }

    /** @throws Refused when the act does not fit the case as it stands */
    void act(Appeal appeal, DemoStory.Act act) {
        switch (act.task()) {
            case "reply" ->
                closing.sourceReplied(appeal.number(), act.fields().get("reply"), "source:" + appeal.source());
            case "withdrawal" -> closing.withdraw(appeal.number(), act.fields().get("reason"), REQUESTER);
            case "rating" ->
                closing.rate(
                        appeal.number(),
                        Rating.valueOf(act.outcome()),
                        act.fields().get("comment"),
                        REQUESTER);
            default -> work(open(appeal, act), act);
        }
    }

    private void work(OpenTask task, DemoStory.Act act) {
        String officer = task.assignee() == null ? firstOf(task.unitCode()).id() : task.assignee();
        identity.setAuthentication(officer, groups(officer));
        try {
            if (task.assignee() == null) {
                tasks.claim(task.taskId(), officer);
            }
            if (act.outcome() != null) {
                Map<String, Object> answer = new HashMap<>();
                act.fields().forEach((field, value) -> answer.put(field, day(value)));
                answer.put(AppealModel.OUTCOME, act.outcome());
                tasks.complete(task.taskId(), answer);
            }
        } finally {
            identity.clearAuthentication();
        }
    }

    /** {@code +14d} is the day two weeks after today; everything else stands for itself. */
    private String day(String value) {
        return RELATIVE_DAY.matcher(value).matches()
                ? LocalDate.now(clock)
                        .plusDays(Long.parseLong(value.substring(1, value.length() - 1)))
                        .toString()
                : value;
    }

    private OpenTask open(Appeal appeal, DemoStory.Act act) {
        return inbox.ofAppeal(appeal.id()).stream()
                .filter(task -> task.taskKey().equals(act.task()))
                .filter(task -> act.unit() == null || act.unit().equals(task.unitCode()))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("%s 没有待办 %s".formatted(appeal.number(), act.task())));
    }

    private Officer firstOf(String unitCode) {
        return directory.officers(unitCode).get(0);
    }

    private List<String> groups(String officer) {
        return identity.createGroupQuery().groupMember(officer).list().stream()
                .map(Group::getId)
                .toList();
    }
}
