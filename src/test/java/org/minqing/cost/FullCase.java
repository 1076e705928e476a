package org.minqing.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.springframework.stereotype.Component;

/**
 * One case on its longest straight way: grid, community and street pass it on, three departments research and carry out
 * a measure each, the requester is satisfied. Everybody acts under his own name, so that the access rule is asked.
 */
@Component
public class FullCase {

    private static final List<String> DEPARTMENTS = List.of("power-1", "science-1", "urban-1");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("grid-1", TestDirectory.GRID),
            Map.entry("community-1", TestDirectory.COMMUNITY),
            Map.entry("street-1", TestDirectory.STREET),
            Map.entry("desk-1", TestDirectory.DESK),
            Map.entry("power-1", TestDirectory.POWER),
            Map.entry("science-1", TestDirectory.SCIENCE),
            Map.entry("urban-1", TestDirectory.URBAN),
            Map.entry("guide-1", TestDirectory.GUIDANCE_GROUP));

    private final AppealService appeals;
    private final InboxService inbox;
    private final TaskService tasks;
    private final IdentityService identity;

    FullCase(AppealService appeals, InboxService inbox, TaskService tasks, IdentityService identity) {
        this.appeals = appeals;
        this.inbox = inbox;
        this.tasks = tasks;
        this.identity = identity;
    }

    /**
     * Plays one case to its end.
     *
     * @param step told each step's name and how to take it; takes it exactly once
     */
    public Appeal play(BiConsumer<String, Runnable> step) {
        return play(step, Runnable::run);
    }

    /** @param completion told each single answer to a task; gives it exactly once */
    public Appeal play(BiConsumer<String, Runnable> step, Consumer<Runnable> completion) {
        return new Play(step, completion).run();
    }

    private Appeal file() {
        return appeals.get(appeals.receive(new NewAppeal(
                        "test",
                        null,
                        RequesterKind.ENTERPRISE,
                        new Requester("张三", "13800000000", "柴林头社区 3 栋", null),
                        "实验室用电容量不足",
                        "夏季高峰时经常跳闸，设备停机，已向物业反映多次，希望增加容量。",
                        "柴林头社区第一网格",
                        TestDirectory.GRID,
                        "0108",
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        "grid-1"))
                .number());
    }

    private void each(List<String> officers, List<OpenTask> open, Consumer<Mine> action) {
        for (int i = 0; i < officers.size(); i++) {
            Mine mine = new Mine(open.get(i).taskId(), officers.get(i));
            as(mine.officer(), () -> action.accept(mine));
        }
    }

    private void as(String officer, Runnable action) {
        identity.setAuthentication(officer, List.of(UNITS.get(officer)));
        try {
            action.run();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** One case on its way. */
    private final class Play {

        private final BiConsumer<String, Runnable> step;
        private final Consumer<Runnable> completion;
        private long appealId;

        Play(BiConsumer<String, Runnable> step, Consumer<Runnable> completion) {
            this.step = step;
            this.completion = completion;
        }

        Appeal run() {
            step.accept("receive", () -> as("grid-1", () -> appealId = file().id()));
            String handle = "userTask_handleAppeal";
            act("grid", handle, List.of("grid-1"), "ESCALATE", "reason", "涉及供电容量，网格无法解决");
            act("community", handle, List.of("community-1"), "ESCALATE", "reason", "涉及供电容量，社区无法解决");
            act("street", handle, List.of("street-1"), "ESCALATE", "reason", "需供电、科技、城管会商");
            act(
                    "convene",
                    "userTask_conveneResearch",
                    List.of("desk-1"),
                    "CONVENE",
                    "leadDepartment",
                    TestDirectory.POWER,
                    "departments",
                    TestDirectory.SCIENCE + "," + TestDirectory.URBAN);
            act("accept", "userTask_acceptPart", DEPARTMENTS, "ACCEPT");
            act("survey", "userTask_surveyOnSite", List.of("power-1"), "SURVEYED", "findings", "变压器容量不够");
            act(
                    "opinion",
                    "userTask_giveOpinion",
                    DEPARTMENTS,
                    "OPINION",
                    "opinion",
                    "可以解决，需一周",
                    "measure1",
                    "增加一台变压器并验收");
            act("plan", "userTask_draftPlan", List.of("power-1"), "DRAFT", "plan", "新增一台变压器，城管配合占道施工");
            act("departmentSigns", "userTask_signByDepartment", List.of("power-1"), "SIGN");
            act("groupSigns", "userTask_signByGroup", List.of("guide-1"), "SIGN");
            act("measure", "userTask_carryOutMeasure", DEPARTMENTS, "DONE", "result", "已完成并验收");
            act("report", "userTask_reportBack", List.of("power-1"), "RESOLVE", "reply", "供电容量已增加", "people", 300);
            act("callBack", "userTask_callBack", List.of("desk-1"), "SATISFIED");
            return appeals.get(appealId);
        }

        /** Each officer claims his task of this kind, then each answers it. */
        private void act(String name, String taskKey, List<String> officers, String outcome, Object... fields) {
            List<OpenTask> mine = new ArrayList<>();
            for (String officer : officers) {
                mine.add(inbox.ofAppeal(appealId).stream()
                        .filter(task -> task.taskKey().equals(taskKey)
                                && task.unitCode().equals(UNITS.get(officer)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no task " + taskKey + " of " + officer)));
            }
            Map<String, Object> answer = new HashMap<>(Map.of("outcome", outcome));
            for (int i = 0; i < fields.length; i += 2) {
                answer.put((String) fields[i], fields[i + 1]);
            }
            step.accept(name + ".claim", () -> each(officers, mine, task -> tasks.claim(task.id(), task.officer())));
            step.accept(
                    name,
                    () -> each(
                            officers,
                            mine,
                            task -> completion.accept(() -> tasks.complete(task.id(), new HashMap<>(answer)))));
        }
    }

    private record Mine(String id, String officer) {}
}
