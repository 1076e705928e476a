package org.minqing.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.minqing.directory.DirectoryService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads one appeal with everything that happened to it. Personal data is not part of it. */
@RestController
@RequestMapping("/api/v1/appeals/{number}")
class AppealController {

    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final Clock clock;

    AppealController(AppealService appeals, Timeline timeline, DirectoryService directory, Clock clock) {
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping
    AppealView appeal(@PathVariable String number) {
        Appeal appeal = appeals.get(number);
        return new AppealView(
                appeal.number(),
                appeal.source(),
                appeal.sourceId(),
                appeal.requesterKind(),
                appeal.subject(),
                appeal.text(),
                appeal.place(),
                appeal.category(),
                appeal.mostNeeded(),
                appeal.hardest(),
                appeal.mostWanted(),
                local(appeal.reportedAt()),
                local(appeal.receivedAt()),
                appeal.urgency(),
                appeal.state(),
                appeal.level(),
                unit(appeal.placeUnit()),
                unit(appeal.levelUnit()),
                local(appeal.dueAt()),
                appeal.reply(),
                local(appeal.repliedAt()),
                appeal.rating(),
                timeline.of(appeal.id()).stream().map(this::view).toList());
    }

    private EntryView view(TimelineEntry entry) {
        return new EntryView(
                local(entry.happenedAt()),
                entry.actor(),
                entry.kind(),
                entry.kind().label(),
                entry.level(),
                unit(entry.unitCode()),
                unit(entry.toUnitCode()),
                local(entry.dueAt()),
                entry.outcome(),
                entry.note(),
                entry.step().processKey(),
                entry.step().processVersion(),
                entry.step().elementId());
    }

    private UnitView unit(String code) {
        return code == null
                ? null
                : directory
                        .find(code)
                        .map(unit -> new UnitView(unit.code(), unit.name()))
                        .orElse(null);
    }

    private OffsetDateTime local(Instant instant) {
        return instant == null ? null : instant.atZone(clock.getZone()).toOffsetDateTime();
    }

    record UnitView(String code, String name) {}

    record AppealView(
            String number,
            String source,
            String sourceId,
            RequesterKind requesterKind,
            String subject,
            String text,
            String place,
            String category,
            String mostNeeded,
            String hardest,
            String mostWanted,
            OffsetDateTime reportedAt,
            OffsetDateTime receivedAt,
            UrgencyClass urgency,
            AppealState state,
            Level level,
            UnitView placeUnit,
            UnitView levelUnit,
            OffsetDateTime dueAt,
            String reply,
            OffsetDateTime repliedAt,
            Rating rating,
            List<EntryView> timeline) {}

    record EntryView(
            OffsetDateTime at,
            String actor,
            TimelineKind kind,
            String label,
            Level level,
            UnitView unit,
            UnitView toUnit,
            OffsetDateTime dueAt,
            String outcome,
            String note,
            String process,
            Integer processVersion,
            String element) {}
}
