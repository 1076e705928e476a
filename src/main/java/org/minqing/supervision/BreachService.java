package org.minqing.supervision;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Missed deadlines and the rungs climbed for them: the unit and its first responsible person are reminded (催办) at
 * expiry, supervised (督办) three working days later, censured (通报) five working days later.
 */
@Service
public class BreachService {

    /** Working days after the due time; for whatever else can be late as well. */
    public static final int SUPERVISION_DAYS = 3;

    /** Likewise. */
    public static final int CENSURE_DAYS = 5;

    private static final String RULE = "rule:supervision";

    private final BreachRepository breaches;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final Clock clock;

    BreachService(
            BreachRepository breaches,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            WorkingCalendar calendar,
            NotificationService notices,
            Clock clock) {
        this.breaches = breaches;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    /** Records a missed opinion, measure or joint level, whose rungs follow, and reminds. */
    @Transactional
    public Rungs record(Appeal appeal, Overdue overdue, Step step) {
        Optional<String> officer = firstResponsible(overdue.unitCode());
        long id = breaches.insert(appeal, overdue, officer.orElse(null), clock.instant());
        timeline.write(told(appeal, overdue.unitCode(), overdue.dueAt(), officer, step));
        notices.notifyUnit(appeal, overdue.unitCode(), Notice.REMINDER, Map.of());
        return new Rungs(
                id,
                calendar.workingDaysAfter(overdue.dueAt(), SUPERVISION_DAYS),
                calendar.workingDaysAfter(overdue.dueAt(), CENSURE_DAYS));
    }

    /** Records a level's missed deadline and reminds, unless that was done ahead by {@link #recordAhead}. */
    @Transactional
    public void recordLevel(MissedLevel missed) {
        Optional<String> officer = firstResponsible(missed.unitCode());
        if (breaches.insertUnlessThere(missed, officer.orElse(null), clock.instant())) {
            timeline.write(told(missed.appeal(), missed.unitCode(), missed.dueAt(), officer, missed.step()));
            notices.notifyUnit(missed.appeal(), missed.unitCode(), Notice.REMINDER, Map.of());
        }
    }

    /**
     * Records many levels' missed deadlines in this order and reminds, ahead of the engine's moves. The caller holds
     * the appeals and knows that none is recorded yet.
     */
    @Transactional
    public void recordAhead(List<MissedLevel> missed) {
        Map<String, Optional<String>> officers = new HashMap<>();
        Map<MissedLevel, Optional<String>> rows = new LinkedHashMap<>();
        Map<Appeal, String> reminded = new LinkedHashMap<>();
        List<TimelineEntry> entries = new ArrayList<>();
        for (MissedLevel one : missed) {
            Optional<String> officer = officers.computeIfAbsent(one.unitCode(), this::firstResponsible);
            rows.put(one, officer);
            entries.addAll(told(one.appeal(), one.unitCode(), one.dueAt(), officer, one.step()));
            reminded.put(one.appeal(), one.unitCode());
        }
        breaches.insert(rows, clock.instant());
        timeline.write(entries);
        notices.notifyUnits(reminded, Notice.REMINDER);
    }

    private List<TimelineEntry> told(
            Appeal appeal, String unitCode, Instant dueAt, Optional<String> officer, Step step) {
        return List.of(
                entry(appeal, TimelineKind.BREACHED, unitCode, step).due(dueAt).outcome(officer.orElse(null)),
                entry(appeal, TimelineKind.REMINDED, unitCode, step));
    }

    private Optional<String> firstResponsible(String unitCode) {
        return directory.officers(unitCode).stream()
                .findFirst()
                .filter(Officer::firstResponsible)
                .map(Officer::id);
    }

    @Transactional
    public void supervise(long breachId, Step step) {
        breaches.supervised(breachId, clock.instant());
        climb(breachId, TimelineKind.SUPERVISED, Notice.SUPERVISION, step);
    }

    /** The place that an appeal is about is known better now. */
    @Transactional
    public void placed(long appealId, String placePath) {
        breaches.placed(appealId, placePath);
    }

    @Transactional
    public void censure(long breachId, Step step) {
        breaches.censured(breachId, clock.instant());
        climb(breachId, TimelineKind.CENSURED, Notice.CENSURE, step);
    }

    /** The unit is told, and the one above it. */
    private void climb(long breachId, TimelineKind kind, Notice notice, Step step) {
        BreachRepository.Missed missed = breaches.missed(breachId);
        Appeal appeal = appeals.get(missed.appealId());
        Unit unit = directory.require(missed.unitCode());
        timeline.write(entry(appeal, kind, unit.code(), step));
        notices.notifyUnit(appeal, unit.code(), notice, Map.of());
        Unit above = directory.above(unit);
        if (!above.code().equals(unit.code())) {
            notices.notifyUnit(appeal, above.code(), notice, Map.of());
        }
    }

    private static TimelineEntry entry(Appeal appeal, TimelineKind kind, String unitCode, Step step) {
        return TimelineEntry.of(appeal.id(), kind, RULE, step).at(appeal.level(), unitCode);
    }

    /**
     * What was missed: a department's opinion or a measure; neither id is set for the joint level that lasts.
     *
     * @param unitCode the unit that missed it
     */
    public record Overdue(Long partId, Long measureId, String unitCode, Instant dueAt) {

        public static Overdue of(Long partId, Long measureId, String unitCode, Instant dueAt) {
            return new Overdue(measureId == null ? partId : null, measureId, unitCode, dueAt);
        }
    }

    /**
     * A stay at a level that was not left in time.
     *
     * @param unitCode the unit that missed it
     * @param step where on the model it is recorded
     */
    public record MissedLevel(Appeal appeal, long stayId, String unitCode, Instant dueAt, Step step) {}

    /** The record of what was missed, and when the next rungs are due. */
    public record Rungs(long breachId, Instant superviseAt, Instant censureAt) {}
}
