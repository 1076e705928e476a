package org.minqing.supervision;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
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

    private static final int SUPERVISION_DAYS = 3;
    private static final int CENSURE_DAYS = 5;
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

    /** Records a missed deadline and reminds. */
    @Transactional
    public Rungs record(Appeal appeal, Overdue overdue, Step step) {
        String officer = directory.officers(overdue.unitCode()).stream()
                .findFirst()
                .filter(Officer::firstResponsible)
                .map(Officer::id)
                .orElse(null);
        long id = breaches.insert(appeal, overdue, officer, clock.instant());
        timeline.write(entry(appeal, TimelineKind.BREACHED, overdue.unitCode(), step)
                .due(overdue.dueAt())
                .outcome(officer));
        timeline.write(entry(appeal, TimelineKind.REMINDED, overdue.unitCode(), step));
        notices.notifyUnit(appeal, overdue.unitCode(), Notice.REMINDER, Map.of());
        return new Rungs(
                id,
                calendar.workingDaysAfter(overdue.dueAt(), SUPERVISION_DAYS),
                calendar.workingDaysAfter(overdue.dueAt(), CENSURE_DAYS));
    }

    @Transactional
    public void supervise(long breachId, Step step) {
        breaches.supervised(breachId, clock.instant());
        climb(breachId, TimelineKind.SUPERVISED, Notice.SUPERVISION, step);
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
     * What was missed: a level's deadline, a department's opinion or a measure; exactly one of the ids is set, none
     * for the level that lasts.
     *
     * @param unitCode the unit that missed it
     */
    public record Overdue(Long stayId, Long partId, Long measureId, String unitCode, Instant dueAt) {

        public static Overdue level(long stayId, String unitCode, Instant dueAt) {
            return new Overdue(stayId, null, null, unitCode, dueAt);
        }

        public static Overdue of(Long partId, Long measureId, String unitCode, Instant dueAt) {
            return new Overdue(null, measureId == null ? partId : null, measureId, unitCode, dueAt);
        }
    }

    /** The record of what was missed, and when the next rungs are due. */
    public record Rungs(long breachId, Instant superviseAt, Instant censureAt) {}
}
