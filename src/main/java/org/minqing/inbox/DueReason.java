package org.minqing.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /** @return null where nothing is due, or nothing is known beside the time itself */
    String of(OpenTask task, List<TimelineEntry> entries) {
        if (task.dueAt() == null) {
            return null;
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            TimelineEntry entry = entries.get(i);
            if (Objects.equals(entry.dueAt(), task.dueAt())) {
                String why = why(entry, task, entries);
                if (why != null) {
                    return why;
                }
            }
        }
        return null;
    }

    private String why(TimelineEntry entry, OpenTask task, List<TimelineEntry> entries) {
        return switch (entry.kind()) {
            case LEVEL_ENTERED -> entered(entry, task);
            case EXTENSION_GRANTED -> task.partId() == null ? "经批准延期，原期限 " + before(entry, entries) : "部门任务经批准延期";
            case RESUMED -> "挂账期间停表，恢复办理后按剩余时间计算";
            case SUPERVISED -> "按督办要求";
            case ANSWERED_ON_THE_SPOT -> "现场承诺的完成日期";
            case PART_NOTIFIED -> "部门意见期限，自 %s 通知起算".formatted(words.time(entry.happenedAt()));
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
