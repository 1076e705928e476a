package org.minqing.inbox;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealReader;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Signal;
import org.minqing.appeal.TimelineEntry;
import org.minqing.deadline.DueWords;
import org.minqing.security.AccessRule;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what an officer sees of the case behind a task that he may see. */
@Service
class TaskCardService {

    /** Tasklist asks for a page of its list at once. */
    static final int MOST_BRIEFS = 100;

    private final InboxService inbox;
    private final AppealService appeals;
    private final AppealReader reader;
    private final TaskCardRepository rows;
    private final TaskRules rules;
    private final AccessRule access;
    private final DueReason reasons;
    private final DueWords words;

    TaskCardService(
            InboxService inbox,
            AppealService appeals,
            AppealReader reader,
            TaskCardRepository rows,
            TaskRules rules,
            AccessRule access,
            DueReason reasons,
            DueWords words) {
        this.inbox = inbox;
        this.appeals = appeals;
        this.reader = reader;
        this.rows = rows;
        this.rules = rules;
        this.access = access;
        this.reasons = reasons;
        this.words = words;
    }

    /**
     * The card; who may work on the task has seen it now.
     *
     * @throws Refused 404 when there is no such task, or none for the caller
     */
    @Transactional
    public TaskCard card(String taskId) {
        OpenTask task = inbox.find(taskId)
                .filter(found -> access.maySeeTask(taskId))
                .orElseThrow(() -> Refused.notFound("没有找到这项任务，或已经办结，或不归您办理"));
        if (task.appealId() == null) {
            return matter(task);
        }
        if (task.partId() != null && access.mayWorkOn(taskId)) {
            inbox.seen(task);
        }
        Appeal appeal = appeals.get(task.appealId());
        List<TimelineEntry> entries = reader.entries(appeal.id());
        Map<String, String> units = rows.unitNames(Stream.concat(
                        Stream.of(appeal.placeUnit(), task.unitCode()),
                        entries.stream().flatMap(entry -> Stream.of(entry.unitCode(), entry.toUnitCode())))
                .filter(Objects::nonNull)
                .collect(toSet()));
        Map<String, String> officers = rows.officerNames(entries.stream()
                .flatMap(entry -> Stream.of(entry.actor(), entry.outcome()))
                .filter(Objects::nonNull)
                .collect(toSet()));
        return new TaskCard(
                task.taskId(),
                null,
                appeal.number(),
                appeal.subject(),
                appeal.text(),
                appeal.place(),
                units.get(appeal.placeUnit()),
                appeal.category() == null
                        ? null
                        : rows.categoryName(appeal.category()).orElse(appeal.category()),
                appeal.requesterKind().label(),
                appeal.signals().stream().map(Signal::label).toList(),
                task.urgency(),
                task.urgency().label(),
                task.level().label(),
                units.get(task.unitCode()),
                words.time(appeal.receivedAt()),
                words.time(task.dueAt()),
                reasons.of(task, entries, rules.form(task.taskKey()).dueWhy()),
                words.left(task.dueAt()),
                words.isOverdue(task.dueAt()),
                appeal.state().label(),
                appeal.reply(),
                asks(appeal),
                rows.attachments(appeal.id()).stream()
                        .map(row -> new TaskCard.File(row.id(), row.fileName(), size(row.sizeBytes())))
                        .toList(),
                entries.stream().map(entry -> happening(entry, units, officers)).toList());
    }

    private TaskCard matter(OpenTask task) {
        Matter matter = rules.matter(task.taskKey(), task.processInstanceId(), task.ordinal());
        return new TaskCard(
                task.taskId(),
                matter.kind(),
                matter.number(),
                matter.subject(),
                matter.text(),
                null,
                null,
                null,
                null,
                List.of(),
                task.urgency(),
                task.urgency().label(),
                null,
                rows.unitNames(Set.of(task.unitCode())).get(task.unitCode()),
                words.time(task.createdAt()),
                words.time(task.dueAt()),
                rules.form(task.taskKey()).dueWhy(),
                words.left(task.dueAt()),
                words.isOverdue(task.dueAt()),
                task.taskName(),
                null,
                List.of(),
                List.of(),
                List.of());
    }

    /** The tasks among these that the caller may see, in no particular order. */
    @Transactional(readOnly = true)
    public List<TaskCard.Brief> briefs(Collection<String> taskIds) {
        List<OpenTask> tasks =
                rows.visible(taskIds.stream().distinct().limit(MOST_BRIEFS).toList(), access.scope()).stream()
                        .map(inbox::find)
                        .flatMap(Optional::stream)
                        .toList();
        Map<Long, String> places = rows.places(
                tasks.stream().map(OpenTask::appealId).filter(Objects::nonNull).collect(toSet()));
        return tasks.stream()
                .map(task -> new TaskCard.Brief(
                        task.taskId(),
                        task.appealNumber(),
                        task.subject(),
                        task.appealId() == null ? null : places.get(task.appealId()),
                        task.level() == null ? null : task.level().label(),
                        task.urgency(),
                        task.urgency().label(),
                        words.time(task.dueAt()),
                        words.left(task.dueAt()),
                        words.isOverdue(task.dueAt())))
                .toList();
    }

    private TaskCard.Happening happening(TimelineEntry entry, Map<String, String> units, Map<String, String> officers) {
        String unit = units.get(entry.unitCode());
        return new TaskCard.Happening(
                words.time(entry.happenedAt()),
                entry.kind().label(),
                entry.level() == null ? null : entry.level().label(),
                who(entry.actor(), officers),
                entry.toUnitCode() == null ? unit : unit + " → " + units.get(entry.toUnitCode()),
                detail(entry, officers),
                entry.note());
    }

    private static String who(String actor, Map<String, String> officers) {
        if (actor.startsWith("rule:")) {
            return "系统";
        }
        if (actor.startsWith("source:")) {
            return "来源渠道";
        }
        return actor.equals("requester") ? "诉求人" : officers.getOrDefault(actor, actor);
    }

    private String detail(TimelineEntry entry, Map<String, String> officers) {
        return switch (entry.kind()) {
            case RATED -> labelled(Rating.values(), Rating::label, entry.outcome());
            case LEVEL_LEFT -> labelled(LeftBy.values(), LeftBy::label, entry.outcome());
            case REASSIGNED -> officers.get(entry.outcome());
            default -> entry.dueAt() == null ? null : "期限 " + words.time(entry.dueAt());
        };
    }

    private static <E extends Enum<E>> String labelled(
            E[] values, java.util.function.Function<E, String> label, String name) {
        return Stream.of(values)
                .filter(value -> value.name().equals(name))
                .map(label)
                .findFirst()
                .orElse(null);
    }

    private static List<TaskCard.Said> asks(Appeal appeal) {
        return Stream.of(
                        new TaskCard.Said("最需要", appeal.mostNeeded()),
                        new TaskCard.Said("最困难", appeal.hardest()),
                        new TaskCard.Said("最期盼", appeal.mostWanted()))
                .filter(said -> said.text() != null)
                .toList();
    }

    private static String size(long bytes) {
        return bytes < 1024 * 1024
                ? "%d KB".formatted(Math.max(1, bytes / 1024))
                : "%.1f MB".formatted(bytes / 1024.0 / 1024.0);
    }
}
