package org.minqing.insight;

import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableEnum;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.minqing.supervision.SupervisionService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens one case for a leader. Whether he may see it, the address says (it names the appeal's number). */
@Service
class CaseFileService {

    private static final String MAP = "appealHandling";
    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry(MAP, "诉求办理"),
            Map.entry("levelHandling", "层级办理"),
            Map.entry("deadlineExtension", "延期"),
            Map.entry("jointResearch", "组团调研"),
            Map.entry("departmentPart", "部门任务"),
            Map.entry("phasedMeasures", "分期分批落实"),
            Map.entry("sameQuestion", "同题共答"),
            Map.entry("whistle", "吹哨报到"),
            Map.entry("directTrain", "惠企便民直通车"),
            Map.entry("leaderCase", "领导带件下访"),
            Map.entry("overdueRungs", "催办督办"),
            Map.entry("closing", "回访评价"));

    private static final String CALLS = "callActivity_";
    /** Paths beside the levels, and where the map turns to them. */
    private static final Map<String, String> ASIDE = Map.of(
            "sameQuestion", "gateway_pathChosen",
            "directTrain", "event_pathOrdered",
            "leaderCase", "event_pathOrdered");

    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final SupervisionService supervision;
    private final JdbcClient jdbc;
    private final DueWords words;
    private final Clock clock;

    CaseFileService(
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            SupervisionService supervision,
            JdbcClient jdbc,
            DueWords words,
            Clock clock) {
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.supervision = supervision;
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CaseFile file(String number) {
        Appeal appeal = appeals.get(number);
        List<TimelineEntry> entries = timeline.of(appeal.id());
        Map<String, String> names = new HashMap<>();
        List<CaseFile.Stay> stays = stays(appeal, entries);
        return new CaseFile(
                appeal.number(),
                appeal.subject(),
                appeal.text(),
                appeal.place(),
                category(appeal.category()),
                appeal.urgency() == null ? null : appeal.urgency().label(),
                appeal.state().label(),
                appeal.level() == null ? null : appeal.level().label(),
                name(appeal.levelUnit(), names),
                appeal.levelUnit(),
                words.time(appeal.receivedAt()),
                words.time(appeal.dueAt()),
                words.left(appeal.dueAt()),
                words.isOverdue(appeal.dueAt()),
                appeal.reply(),
                words.time(appeal.repliedAt()),
                appeal.rating() == null ? null : appeal.rating().label(),
                appeal.state() == AppealState.OPEN && supervision.maySupervise(),
                stays,
                entries.stream().map(entry -> event(entry, names)).toList(),
                pictures(appeal, entries, stays));
    }

    List<CaseFile.Stay> stays(Appeal appeal, List<TimelineEntry> entries) {
        Iterator<String> paths = entries.stream()
                .filter(entry -> entry.kind() == TimelineKind.LEVEL_ENTERED && entry.level() == Level.JOINT)
                .map(entry -> entry.step().processKey())
                .map(key -> Objects.requireNonNullElse(key, ""))
                .iterator();
        return jdbc.sql("select s.*, u.name from level_stay s left join unit u on u.code = s.unit_code"
                        + " where s.appeal_id = ? order by s.id")
                .param(appeal.id())
                .query((row, n) -> {
                    Level level = Level.valueOf(row.getString("level"));
                    Instant from = instant(row, "entered_at");
                    Instant until = instant(row, "left_at");
                    LeftBy leftBy = nullableEnum(LeftBy.class, row, "left_by");
                    String path = level == Level.JOINT && paths.hasNext() ? paths.next() : "";
                    boolean aside = ASIDE.containsKey(path);
                    return new CaseFile.Stay(
                            aside ? MODELS.get(path) : level.label(),
                            aside ? CALLS + path : OverviewService.onTheMap(level),
                            row.getString("name"),
                            words.time(from),
                            words.time(until),
                            lasted(Duration.between(from, until == null ? clock.instant() : until)),
                            leftBy == null ? "办理中" : leftBy.label());
                })
                .list();
    }

    private static String lasted(Duration span) {
        if (span.toDays() >= 1) {
            long hours = span.toHoursPart();
            return span.toDays() + " 天" + (hours == 0 ? "" : " " + hours + " 小时");
        }
        return span.toHours() >= 1 ? span.toHours() + " 小时" : Math.max(1, span.toMinutes()) + " 分钟";
    }

    private CaseFile.Event event(TimelineEntry entry, Map<String, String> names) {
        return new CaseFile.Event(
                words.time(entry.happenedAt()),
                entry.kind().label(),
                name(entry.unitCode(), names),
                name(entry.toUnitCode(), names),
                entry.kind() == TimelineKind.LEVEL_LEFT ? left(entry.outcome()) : null,
                entry.note());
    }

    private static String left(String outcome) {
        try {
            return outcome == null ? null : LeftBy.valueOf(outcome).label();
        } catch (IllegalArgumentException otherWord) {
            return null;
        }
    }

    /** The map first, with the levels as its steps; then each model in the order in which the case came to it. */
    private static List<CaseFile.Picture> pictures(
            Appeal appeal, List<TimelineEntry> entries, List<CaseFile.Stay> stays) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        Map<String, Set<String>> ways = new LinkedHashMap<>();
        versions.put(MAP, 0);
        ways.put(MAP, onTheMap(appeal, stays));
        for (TimelineEntry entry : entries) {
            Step step = entry.step();
            if (step.processKey() != null && step.elementId() != null) {
                versions.merge(step.processKey(), step.processVersion(), (before, now) -> now);
                ways.computeIfAbsent(step.processKey(), key -> new LinkedHashSet<>())
                        .add(step.elementId());
            }
        }
        List<CaseFile.Picture> pictures = new ArrayList<>();
        ways.forEach((process, elements) -> pictures.add(new CaseFile.Picture(
                process, MODELS.getOrDefault(process, process), versions.get(process), List.copyOf(elements))));
        return pictures;
    }

    private static Set<String> onTheMap(Appeal appeal, List<CaseFile.Stay> stays) {
        Set<String> way = new LinkedHashSet<>(List.of("startEvent_appealReceived", "serviceTask_triageAppeal"));
        if (!stays.isEmpty()) {
            way.addAll(List.of("subProcess_levels", "startEvent_levels", "gateway_startLevel"));
        }
        for (CaseFile.Stay stay : stays) {
            String path = stay.element().replace(CALLS, "");
            if (ASIDE.containsKey(path)) {
                way.addAll(List.of(ASIDE.get(path), "subProcess_path", "startEvent_path", "gateway_whichPath"));
            }
            way.add(stay.element());
            if (stay.until() != null && ASIDE.containsKey(path)) {
                way.addAll(List.of("endEvent_pathDone", "gateway_backToLevels"));
            } else if (stay.until() != null && !path.equals("jointResearch")) {
                way.add("gateway_" + path + "Done");
            }
        }
        if (appeal.repliedAt() != null) {
            way.addAll(List.of("endEvent_levelsDone", "callActivity_closing"));
        }
        if (appeal.state() == AppealState.CLOSED) {
            way.addAll(List.of("gateway_closed", "endEvent_appealClosed"));
        }
        if (appeal.state() == AppealState.WITHDRAWN) {
            way.addAll(List.of("startEvent_withdrawn", "serviceTask_endWithdrawn", "endEvent_withdrawn"));
        }
        return way;
    }

    private String category(String code) {
        return code == null
                ? null
                : jdbc.sql("select name from category where code = ?")
                        .param(code)
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }

    private String name(String code, Map<String, String> known) {
        return code == null
                ? null
                : known.computeIfAbsent(
                        code, wanted -> directory.find(wanted).map(Unit::name).orElse(wanted));
    }
}
