package org.minqing.whistle;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Rating;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Step;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One department that was called: it comes, it answers, and the street says what the answer is worth. */
@Service
class CallService {

    static final int RATING_DAYS = 1;

    private final WhistleRepository whistles;
    private final WhistleService service;
    private final AppealService appeals;
    private final DirectoryService directory;
    private final WorkingCalendar calendar;
    private final NotificationService notices;
    private final Clock clock;

    CallService(
            WhistleRepository whistles,
            WhistleService service,
            AppealService appeals,
            DirectoryService directory,
            WorkingCalendar calendar,
            NotificationService notices,
            Clock clock) {
        this.whistles = whistles;
        this.service = service;
        this.appeals = appeals;
        this.directory = directory;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    void arrived(long partId, String actor, Step step) {
        whistles.arrived(partId, clock.instant());
        write(partId, TimelineKind.ARRIVED, actor, step, null);
    }

    /** @return until when the street may rate the answer */
    @Transactional
    Instant answered(long partId, String answer, String actor, Step step) {
        Call call = whistles.callOf(partId);
        whistles.answered(partId, answer, clock.instant());
        write(partId, TimelineKind.WHISTLE_ANSWERED, actor, step, answer);
        String street = whistles.get(call.whistleId()).streetCode();
        notices.notifyUnit(
                appeals.get(call.appealId()),
                street,
                Notice.WHISTLE_ANSWERED,
                Map.of("from", directory.require(call.unitCode()).name()));
        return calendar.workingDaysAfter(clock.instant(), RATING_DAYS);
    }

    @Transactional
    void rated(long partId, Rating rating, String comment, String actor, Step step) {
        whistles.rated(partId, rating.name(), comment, actor, clock.instant());
        write(
                partId,
                TimelineKind.ANSWER_RATED,
                actor,
                step,
                comment == null ? rating.label() : rating.label() + "：" + comment);
    }

    /** The street has not said in time what the answer is worth. */
    @Transactional
    void unrated(long partId, Step step) {
        rated(partId, Rating.UNRATED, null, "rule:whistle", step);
    }

    private void write(long partId, TimelineKind kind, String actor, Step step, String note) {
        Call call = whistles.callOf(partId);
        service.write(whistles.get(call.whistleId()), kind, call.unitCode(), actor, step, note, null);
    }
}
