package org.minqing.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads an appeal for whoever may see it. Who answers for the case reads the whole timeline; who only takes part reads
 * what concerns all or his own unit, not what passes between others.
 */
@Component
public class AppealReader {

    private static final Set<TimelineKind> CONCERNS_ALL = EnumSet.of(
            TimelineKind.RECEIVED,
            TimelineKind.TRIAGED,
            TimelineKind.LEVEL_ENTERED,
            TimelineKind.LEVEL_LEFT,
            TimelineKind.EXTENSION_GRANTED,
            TimelineKind.CONVENED,
            TimelineKind.SURVEYED,
            TimelineKind.PLAN_DRAFTED,
            TimelineKind.PLAN_ADOPTED,
            TimelineKind.CLOCK_FOLLOWS_BATCHES,
            TimelineKind.REPORTED_BACK,
            TimelineKind.RESOLVED,
            TimelineKind.SOURCE_REPLIED,
            TimelineKind.RATED,
            TimelineKind.REOPENED,
            TimelineKind.CLOSED,
            TimelineKind.WITHDRAWN,
            TimelineKind.ATTACHED);

    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final AccessRule access;
    private final Caller caller;
    private final Clock clock;

    AppealReader(
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            AccessRule access,
            Caller caller,
            Clock clock) {
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.access = access;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws org.minqing.Refused 404 when there is no such appeal */
    @Transactional(readOnly = true)
    public AppealView appeal(String number) {
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
                appeal.ledBy() != null,
                timeline(appeal.id()));
    }

    /** An appeal's timeline as far as it concerns the caller, ready to be sent. */
    @Transactional(readOnly = true)
    public List<AppealView.EntryView> timeline(long appealId) {
        return entries(appealId).stream().map(this::view).toList();
    }

    /** An appeal's timeline as far as it concerns the caller. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> entries(long appealId) {
        List<TimelineEntry> all = timeline.of(appealId);
        if (access.answersFor(appealId)) {
            return all;
        }
        Optional<String> unit = caller.id().flatMap(directory::officer).map(Officer::unitCode);
        return all.stream()
                .filter(entry -> CONCERNS_ALL.contains(entry.kind())
                        || unit.filter(own -> own.equals(entry.unitCode()) || own.equals(entry.toUnitCode()))
                                .isPresent())
                .toList();
    }

    private AppealView.EntryView view(TimelineEntry entry) {
        return new AppealView.EntryView(
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

    private AppealView.UnitView unit(String code) {
        return code == null
                ? null
                : directory
                        .find(code)
                        .map(unit -> new AppealView.UnitView(unit.code(), unit.name()))
                        .orElse(null);
    }

    private OffsetDateTime local(Instant instant) {
        return instant == null ? null : instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
