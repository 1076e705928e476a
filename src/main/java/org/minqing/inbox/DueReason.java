package org.minqing.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.DeadlineRule;
import org.minqing.deadline.DeadlineService;
import org.minqing.deadline.DueWords;
import org.springframework.stereotype.Component;

/** Says why a task is due when it is, from what the timeline tells. */
@Component
class DueReason {

    private final DeadlineService deadlines;
    private final DueWords words;

    DueReason(DeadlineService deadlines, DueWords words) {
        this.deadlines = deadlines;
        this.words = words;
    }

    /**
     * What the timeline tells of this very time, and the rule that goes for every task of its kind.
     *
     * @param rule as its {@link TaskForm} says
     * @return null where nothing is due
     */
    String of(OpenTask task, List<TimelineEntry> entries, String rule) {
        if (task.dueAt() == null) {
            return null;
        }
        return told(task, entries).map(told -> told + "；" + rule).orElse(rule);
    }

    private Optional<String> told(OpenTask task, List<TimelineEntry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            TimelineEntry entry = entries.get(i);
            if (Objects.equals(entry.dueAt(), task.dueAt())) {
                String why = why(entry, task, entries);
                if (why != null) {
                    return Optional.of(why);
                }
            }
        }
        return Optional.empty();
    }

    private String why(TimelineEntry entry, OpenTask task, List<TimelineEntry> entries) {
        return switch (entry.kind()) {
            case LEVEL_ENTERED -> entered(entry, task);
            case EXTENSION_GRANTED -> task.partId() == null ? "经批准延期，原期限 " + before(entry, entries) : "部门任务经批准延期";
            case RESUMED -> "挂账期间停表，恢复办理后按剩余时间计算";
            case SUPERVISED -> "按督办要求";
            case ANSWERED_ON_THE_SPOT -> "%s 现场答复".formatted(words.time(entry.happenedAt()));
            case CLOCK_FOLLOWS_BATCHES -> "期限随最后一批措施的完成日期调整";
            case PART_NOTIFIED -> "自 %s 通知部门起算".formatted(words.time(entry.happenedAt()));
            default -> null;
        };
    }

    private String entered(TimelineEntry entry, OpenTask task) {
        DeadlineRule rule = deadlines.rule(entry.level(), task.urgency());
        Instant byRule = deadlines
                .forLevel(entry.level(), task.urgency(), entry.happenedAt())
                .dueAt();
        String from = "自 %s 进入%s起算"
                .formatted(words.time(entry.happenedAt()), entry.level().label());
        return byRule.equals(task.dueAt())
                ? "%s在%s办理 %s，%s"
                        .formatted(task.urgency().label(), entry.level().label(), span(rule), from)
                : from;
    }

    private String before(TimelineEntry granted, List<TimelineEntry> entries) {
        return entries.stream()
                .takeWhile(entry -> entry != granted)
                .filter(entry -> entry.kind() == TimelineKind.LEVEL_ENTERED)
                .reduce((first, second) -> second)
                .map(entry -> words.time(entry.dueAt()))
                .orElse("见办理经过");
    }

    private static String span(DeadlineRule rule) {
        return switch (rule.span()) {
            case HOURS -> rule.amount() + " 小时";
            case WORKING_DAYS -> rule.amount() + " 个工作日";
            case CALENDAR_DAYS -> rule.amount() + " 天";
        };
    }
}
