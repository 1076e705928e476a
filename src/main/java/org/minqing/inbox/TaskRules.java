package org.minqing.inbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Caller;
import org.minqing.engine.Step;
import org.minqing.security.ClaimedTasks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one rule for finishing a task, whichever door the answer comes through: Tasklist, {@code /engine-rest} or
 * {@code /api}. The outcome must be one that the task allows, its fields complete and right, and the level's deadline
 * not reached (an act in the due second comes too late).
 */
@Service
public class TaskRules {

    private final Map<String, TaskHandler> handlers = new HashMap<>();
    private final Map<String, TaskForm> forms = new HashMap<>();
    private final AppealService appeals;
    private final DirectoryService directory;
    private final DueWords words;
    private final Caller caller;
    private final ClaimedTasks claimed;
    private final Clock clock;

    TaskRules(
            List<TaskHandler> handlers,
            AppealService appeals,
            DirectoryService directory,
            DueWords words,
            Caller caller,
            ClaimedTasks claimed,
            Clock clock) {
        this.caller = caller;
        this.claimed = claimed;
        this.words = words;
        this.appeals = appeals;
        this.directory = directory;
        this.clock = clock;
        for (TaskHandler handler : handlers) {
            for (TaskForm form : handler.forms()) {
                this.forms.put(form.taskKey(), form);
                this.handlers.put(form.taskKey(), handler);
            }
        }
    }

    /** What may be answered to a task. */
    public TaskForm form(String taskKey) {
        TaskForm form = forms.get(taskKey);
        if (form == null) {
            throw new IllegalStateException("no capability answers for task " + taskKey);
        }
        return form;
    }

    /** What a task without an appeal is about. */
    Matter matter(String taskKey, String processInstanceId, Integer ordinal) {
        return handlers.get(taskKey).matter(processInstanceId, ordinal);
    }

    /** The word on screens for an answer that has been accepted. */
    public String label(OpenTask task, Object outcome) {
        return form(task.taskKey()).outcomes().stream()
                .filter(candidate -> candidate.code().equals(outcome))
                .map(Outcome::label)
                .findFirst()
                .orElse("已办理");
    }

    /** Every form, by task key. */
    public Map<String, TaskForm> forms() {
        return Map.copyOf(forms);
    }

    /**
     * Checks an answer and carries it out.
     *
     * @param submitted {@code outcome} and the fields by name; absent and null are the same, what the outcome does not
     *     ask for is not looked at
     * @return routing facts for the process
     * @throws Refused when anything is missing, wrong or too late
     */
    @Transactional
    public Map<String, Object> complete(OpenTask task, Map<String, Object> submitted, String actor, Step step) {
        TaskForm form = form(task.taskKey());
        Appeal appeal = task.appealId() == null ? null : appeals.lock(task.appealId());
        if (appeal != null && form.withinLevel() && words.isOverdue(appeal.dueAt())) {
            throw new Refused(
                    Refused.Kind.EXPIRED,
                    null,
                    "本层级的办理期限已于 %s 到期，诉求将上报下一层级，不能再提交".formatted(words.time(appeal.dueAt())));
        }
        if (task.assignee() != null && !task.assignee().equals(actor) && !caller.isAdministrator()) {
            throw claimed.refusal(task.taskId(), actor);
        }
        Answer answer = check(form, submitted.get(AppealModel.OUTCOME), submitted);
        Map<String, Object> facts = new HashMap<>(handlers.get(task.taskKey()).answered(task, answer, actor, step));
        facts.putIfAbsent(AppealModel.OUTCOME, answer.outcome());
        return facts;
    }

    private Answer check(TaskForm form, Object code, Map<String, Object> submitted) {
        Outcome outcome = form.outcomes().stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("outcome", "请选择处理结果，可选：" + choices(form)));
        Map<String, Object> values = new HashMap<>();
        for (Field field : outcome.fields()) {
            Object value = submitted.get(field.name());
            if (value == null || value.toString().isBlank()) {
                if (field.required()) {
                    throw Refused.invalid(field.name(), "“%s”时必须填写%s".formatted(outcome.label(), field.label()));
                }
            } else {
                values.put(field.name(), typed(field, value.toString().strip()));
            }
        }
        return new Answer(outcome.code(), values);
    }

    private Object typed(Field field, String text) {
        return switch (field.type()) {
            case TEXT -> {
                if (text.length() > field.max()) {
                    throw Refused.invalid(
                            field.name(), "%s不能超过 %d 个字，现有 %d 个字".formatted(field.label(), field.max(), text.length()));
                }
                if (text.indexOf('\0') >= 0) {
                    throw Refused.invalid(field.name(), field.label() + "含有无法保存的字符");
                }
                yield text;
            }
            case UNIT -> unit(field, text);
            case UNITS ->
                Arrays.stream(text.split("[,，、\\s]+"))
                        .map(code -> unit(field, code))
                        .distinct()
                        .toList();
            case FUTURE_DAY -> futureDay(field, text);
            case COUNT -> number(field, text, 0).intValueExact();
            case MONEY -> number(field, text, 2);
        };
    }

    private String unit(Field field, String code) {
        if (directory.find(code).isEmpty()) {
            throw Refused.invalid(field.name(), "%s：没有代码为 %s 的单位".formatted(field.label(), code));
        }
        return code;
    }

    private LocalDate futureDay(Field field, String text) {
        try {
            LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            if (day.isAfter(LocalDate.now(clock))) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // said below, together with a day that is not in the future
        }
        throw Refused.invalid(field.name(), field.label() + "应为今天以后的日期，如 2026-12-31");
    }

    private static BigDecimal number(Field field, String text, int decimals) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (number.signum() >= 0
                    && number.scale() <= decimals
                    && number.compareTo(BigDecimal.valueOf(field.max())) <= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with a number that is out of bounds
        }
        throw Refused.invalid(field.name(), field.label() + (decimals == 0 ? "应为不小于 0 的整数" : "应为不小于 0 的金额，最多两位小数"));
    }

    private static String choices(TaskForm form) {
        return form.outcomes().stream()
                .map(outcome -> "%s（%s）".formatted(outcome.label(), outcome.code()))
                .collect(Collectors.joining("、"));
    }
}
