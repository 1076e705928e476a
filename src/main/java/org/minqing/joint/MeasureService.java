package org.minqing.joint;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.TimelineKind;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the departments undertake, each with its own date; where an appeal is {@code PHASED}, named by the department. */
@Service
class MeasureService {

    static final int MOST = 5;

    private static final String TEXT = "measure%d";
    private static final String DAY = "measure%dDay";
    private static final String COUNT = "measure%dCount";
    private static final int MOST_COUNTED = 10_000_000;
    static final Field ACHIEVED = new Field("achieved", "累计完成数量", Field.Type.COUNT, true, MOST_COUNTED);
    private static final String[] NUMBERS = {"一", "二", "三", "四", "五"};
    private static final int MAX_TEXT = 1000;
    private static final int DAYS_AT_LEAST = 1;

    private final MeasureRepository measures;
    private final PartRepository parts;
    private final PartService service;
    private final AppealService appeals;
    private final WorkingCalendar calendar;
    private final Clock clock;

    MeasureService(
            MeasureRepository measures,
            PartRepository parts,
            PartService service,
            AppealService appeals,
            WorkingCalendar calendar,
            Clock clock) {
        this.measures = measures;
        this.parts = parts;
        this.service = service;
        this.appeals = appeals;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The fields of an opinion: {@code measure1}, {@code measure1Day}, {@code measure1Count} and so on, all optional. */
    static Stream<Field> fields() {
        return IntStream.rangeClosed(1, MOST)
                .boxed()
                .flatMap(n -> Stream.of(
                        Field.text(TEXT.formatted(n), "措施" + NUMBERS[n - 1], MAX_TEXT)
                                .optional(),
                        Field.of(DAY.formatted(n), "措施%s完成日期".formatted(NUMBERS[n - 1]), Field.Type.FUTURE_DAY)
                                .optional(),
                        new Field(
                                COUNT.formatted(n),
                                "措施%s计划数量".formatted(NUMBERS[n - 1]),
                                Field.Type.COUNT,
                                false,
                                MOST_COUNTED)));
    }

    /**
     * Keeps the measures of an opinion.
     *
     * @return how many there are
     * @throws Refused when a day stands without a measure, a phased measure without its day, or another's day lies after
     *     the time until which the case is to be done: no department moves that
     */
    @Transactional
    int undertake(Part part, Answer answer) {
        Appeal appeal = appeals.get(part.appealId());
        List<String> texts = new ArrayList<>();
        for (int n = 1; n <= MOST; n++) {
            String text = answer.text(TEXT.formatted(n));
            LocalDate day = answer.day(DAY.formatted(n));
            Integer planned = answer.count(COUNT.formatted(n));
            if (text == null && (day != null || planned != null)) {
                throw Refused.invalid(TEXT.formatted(n), "填写了完成日期或数量的措施%s没有内容".formatted(NUMBERS[n - 1]));
            }
            if (text != null && day == null && appeal.urgency() == UrgencyClass.PHASED) {
                throw Refused.invalid(DAY.formatted(n), "分期分批办的措施%s必须填写完成日期".formatted(NUMBERS[n - 1]));
            }
            if (text != null) {
                measures.insert(part, texts.size(), text, dueAt(appeal, day, n), planned);
                texts.add(text);
            }
        }
        return texts.size();
    }

    Measure get(Part part, int ordinal) {
        return measures.get(part.id(), ordinal);
    }

    /** The plan is adopted: a measure begins. One whose date the signatures have overtaken gets one working day. */
    @Transactional
    Map<String, Object> open(long partId, int ordinal, Step step) {
        Measure measure = measures.get(partId, ordinal);
        Instant due = measure.dueAt();
        if (!due.isAfter(clock.instant())) {
            due = calendar.workingDaysAfter(clock.instant(), DAYS_AT_LEAST);
            measures.dueMoved(measure.id(), due);
        }
        Part part = parts.get(partId);
        service.tell(part, part.unitCode(), Notice.MEASURE_DUE, due);
        return Map.of(JointModel.MEASURE_ID, measure.id(), JointModel.MEASURE_DUE_AT, Date.from(due));
    }

    @Transactional
    void done(Part part, int ordinal, String result, String actor, Step step) {
        Measure measure = measures.get(part.id(), ordinal);
        measures.done(measure.id(), result, clock.instant());
        service.lapse(part, measure.id());
        service.write(part, TimelineKind.MEASURE_DONE, actor, step, result);
    }

    /**
     * Reports how much of a measure is done so far.
     *
     * @return whether that is all of it: the measure is done then
     * @throws Refused when the measure counts nothing, or the number lies outside what was done and what is planned
     */
    @Transactional
    boolean progress(Part part, int ordinal, int achieved, String result, String actor, Step step) {
        Measure measure = measures.get(part.id(), ordinal);
        if (measure.planned() == null) {
            throw Refused.invalid(ACHIEVED.name(), "这项措施没有计划数量，完成后请选择“已完成”");
        }
        if (achieved < measure.achieved() || achieved > measure.planned()) {
            throw Refused.invalid(
                    ACHIEVED.name(), "累计完成数量应在 %d 到 %d 之间".formatted(measure.achieved(), measure.planned()));
        }
        if (achieved == measure.planned()) {
            done(part, ordinal, result, actor, step);
            return true;
        }
        measures.progressed(measure.id(), achieved, result);
        service.write(
                part,
                TimelineKind.PROGRESS_REPORTED,
                actor,
                step,
                "已完成 %d，共 %d。%s".formatted(achieved, measure.planned(), result));
        return false;
    }

    /**
     * Without a day of its own a measure is due with the joint level, or soon where that is over. One for the level's last
     * day is due with it, whatever the hour.
     */
    private Instant dueAt(Appeal appeal, LocalDate day, int n) {
        Instant now = clock.instant();
        boolean runs = appeal.dueAt() != null && appeal.dueAt().isAfter(now);
        if (day == null) {
            return runs ? appeal.dueAt() : calendar.workingDaysAfter(now, DAYS_AT_LEAST);
        }
        Instant wanted = calendar.endOf(day);
        if (!runs || appeal.urgency() == UrgencyClass.PHASED || !wanted.isAfter(appeal.dueAt())) {
            return wanted;
        }
        if (day.isAfter(LocalDate.ofInstant(appeal.dueAt(), clock.getZone()))) {
            throw Refused.invalid(
                    DAY.formatted(n),
                    "措施%s的完成日期不能晚于本件的办理期限（%s）；确需更长时间的，由牵头部门为本件申请延期，获准后再为这项措施申请延期"
                            .formatted(NUMBERS[n - 1], NotificationService.time(appeal.dueAt())));
        }
        return appeal.dueAt();
    }
}
