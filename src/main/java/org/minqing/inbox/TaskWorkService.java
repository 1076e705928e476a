package org.minqing.inbox;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.minqing.security.ClaimedTasks;
import org.minqing.security.EndedTasks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody does with a task over REST: claim, release, complete, ask for more time. Each holds the case first, so that
 * of several who come at once one succeeds and the others are told by whom, when and why they were overtaken. Whether an
 * answer is right, {@link TaskRules} says, as for every other door.
 */
@Service
class TaskWorkService {

    private static final String EXTEND = "EXTEND";

    private final InboxService inbox;
    private final TaskProcess process;
    private final TaskRules rules;
    private final AppealService appeals;
    private final AccessRule access;
    private final EndedTasks ended;
    private final ClaimedTasks claimed;
    private final Caller caller;
    private final Clock clock;

    TaskWorkService(
            InboxService inbox,
            TaskProcess process,
            TaskRules rules,
            AppealService appeals,
            AccessRule access,
            EndedTasks ended,
            ClaimedTasks claimed,
            Caller caller,
            Clock clock) {
        this.inbox = inbox;
        this.process = process;
        this.rules = rules;
        this.appeals = appeals;
        this.access = access;
        this.ended = ended;
        this.claimed = claimed;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Refused 409 when another has claimed or finished it */
    @Transactional
    public void claim(String taskId) {
        OpenTask task = own(taskId);
        String officer = caller.id().orElseThrow(() -> Refused.forbidden("请先登录"));
        if (task.assignee() == null) {
            process.claimed(taskId, officer);
        } else if (!task.assignee().equals(officer)) {
            throw claimed.refusal(taskId, officer);
        }
    }

    /** Gives a task back to its unit, by whomever of the unit it was claimed. */
    @Transactional
    public void release(String taskId) {
        if (own(taskId).assignee() != null) {
            process.released(taskId);
        }
    }

    /**
     * @param outcome code of one of the task's outcomes
     * @param fields by name; a list of unit codes may be a list
     */
    @Transactional
    public Completed complete(String taskId, String outcome, Map<String, Object> fields) {
        OpenTask task = own(taskId);
        Map<String, Object> given = fields == null ? Map.of() : fields;
        refuseUnknown(task, outcome, given.keySet());
        Map<String, Object> answer = new HashMap<>();
        given.forEach((name, value) -> answer.put(name, plain(name, value)));
        answer.put(AppealModel.OUTCOME, outcome);
        process.answered(taskId, answer);
        Appeal appeal = appeals.get(task.appealId());
        List<String> next = inbox.ofAppeal(appeal.id()).stream()
                .filter(open -> access.mayWorkOn(open.taskId()))
                .map(OpenTask::taskId)
                .toList();
        return new Completed(
                taskId, outcome, OffsetDateTime.now(clock), appeal.number(), appeal.state(), appeal.level(), next);
    }

    /**
     * @param amount hours, working days or calendar days, as the level's deadline counts
     * @throws Refused 422 for a task that knows no extension, and as the level's rules say
     */
    @Transactional
    public Completed extend(String taskId, String reason, Integer amount) {
        OpenTask task = own(taskId);
        if (rules.form(task.taskKey()).outcomes().stream()
                .noneMatch(outcome -> outcome.code().equals(EXTEND))) {
            throw Refused.invalid("taskId", "“%s”不能申请延期".formatted(task.taskName()));
        }
        Map<String, Object> fields = new HashMap<>();
        fields.put("reason", reason);
        fields.put("extensionAmount", amount);
        return complete(taskId, EXTEND, fields);
    }

    private OpenTask own(String taskId) {
        return inbox.lock(taskId)
                .filter(task -> task.appealId() != null && access.mayWorkOn(taskId))
                .orElseThrow(() -> ended.refusal(taskId));
    }

    /** A misspelt name would otherwise be lost without a word. */
    private void refuseUnknown(OpenTask task, String outcome, Set<String> names) {
        Set<String> known = rules.form(task.taskKey()).outcomes().stream()
                .filter(candidate -> candidate.code().equals(outcome))
                .flatMap(candidate -> candidate.fields().stream())
                .map(Field::name)
                .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(known);
        boolean outcomeKnown = rules.form(task.taskKey()).outcomes().stream()
                .anyMatch(candidate -> candidate.code().equals(outcome));
        if (outcomeKnown && !unknown.isEmpty()) {
            throw Refused.invalid(
                    unknown.get(0),
                    "没有名为“%s”的字段，可填：%s".formatted(unknown.get(0), known.isEmpty() ? "无" : String.join("、", known)));
        }
    }

    private static Object plain(String name, Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value instanceof Map<?, ?>) {
            throw Refused.invalid(name, "字段“%s”应为文字或数字".formatted(name));
        }
        return value;
    }

    /** @param next open tasks of the same appeal that the caller may go on with */
    record Completed(
            String taskId,
            String outcome,
            OffsetDateTime completedAt,
            String appeal,
            AppealState state,
            Level level,
            List<String> next) {}
}
