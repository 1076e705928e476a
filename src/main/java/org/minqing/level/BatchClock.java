package org.minqing.level;

import java.time.Clock;
import java.time.Instant;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.engine.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The joint level's clock of a {@code PHASED} case follows its batches (分期分批): once both leads have signed their dates it
 * is due with the last of them, and never sooner than the level itself. When the last batch is done, or the leads have
 * ended the rest, what is left is to report back: one working day, or until the level's own time.
 */
@Service
public class BatchClock {

    private static final String RULE = "rule:phasedMeasures";
    private static final int DAYS_TO_REPORT = 1;

    private final LevelService levels;
    private final LevelStayRepository stays;
    private final LevelProcess process;
    private final AppealService appeals;
    private final Timeline timeline;
    private final WorkingCalendar calendar;
    private final Clock clock;

    BatchClock(
            LevelService levels,
            LevelStayRepository stays,
            LevelProcess process,
            AppealService appeals,
            Timeline timeline,
            WorkingCalendar calendar,
            Clock clock) {
        this.levels = levels;
        this.stays = stays;
        this.process = process;
        this.appeals = appeals;
        this.timeline = timeline;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The dates of the batches stand. Does nothing where the case is of another class, or is due later anyway. */
    @Transactional
    public void follow(long appealId, Instant lastBatchDueAt, Step step) {
        if (!isPhased(appealId)) {
            return;
        }
        LevelStay stay = levels.current(appealId);
        if (lastBatchDueAt.isAfter(stay.dueAt())) {
            stays.keepOwnDue(stay.id());
            move(stay, lastBatchDueAt, step);
            if (!stay.dueAt().isAfter(clock.instant())) {
                process.overdueNoMore(stay);
            }
        }
    }

    /** No batch is under way any more. */
    @Transactional
    public void batchesOver(long appealId, Step step) {
        if (!isPhased(appealId)) {
            return;
        }
        LevelStay stay = levels.current(appealId);
        if (stay.ownDueAt() == null) {
            return;
        }
        Instant reported = calendar.workingDaysAfter(clock.instant(), DAYS_TO_REPORT);
        Instant due = reported.isAfter(stay.ownDueAt()) ? reported : stay.ownDueAt();
        if (due.isBefore(stay.dueAt())) {
            move(stay, due, step);
        }
    }

    private boolean isPhased(long appealId) {
        return appeals.get(appealId).urgency() == UrgencyClass.PHASED;
    }

    private void move(LevelStay stay, Instant due, Step step) {
        levels.moveDue(stay, due);
        timeline.write(TimelineEntry.of(stay.appealId(), TimelineKind.CLOCK_FOLLOWS_BATCHES, RULE, step)
                .at(stay.level(), stay.unitCode())
                .due(due));
    }
}
