package org.minqing.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes appeals in, and keeps their rows and their timelines in step. Every change of a case goes through here. */
@Service
public class AppealService {

    /** Limits of an appeal's words, in characters; the text's also bounds what one row of a file may hold. */
    public static final int MAX_SUBJECT = 500;

    public static final int MAX_TEXT = 20_000;

    private static final int MAX_SHORT = 500;
    private static final int MAX_PLACE = 300;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final AppealRepository appeals;
    private final RequesterRepository requesters;
    private final Timeline timeline;
    private final AppealProcess process;
    private final DirectoryService directory;
    private final Clock clock;
    private final TransactionTemplate separately;

    AppealService(
            AppealRepository appeals,
            RequesterRepository requesters,
            Timeline timeline,
            AppealProcess process,
            DirectoryService directory,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.appeals = appeals;
        this.requesters = requesters;
        this.timeline = timeline;
        this.process = process;
        this.directory = directory;
        this.clock = clock;
        this.separately = new TransactionTemplate(transactions);
        this.separately.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Takes an appeal in and sets it on its way.
     *
     * @return the appeal's number, and whether it is new; the same source and id give the same appeal again
     * @throws Refused when a field is missing or too long, or names something unknown
     * @throws DuplicateKeyException when the same appeal is being received elsewhere at this moment; it is known then
     */
    @Transactional
    public Receipt receive(NewAppeal in) {
        Optional<Appeal> known =
                in.sourceId() == null ? Optional.empty() : appeals.bySource(in.source(), in.sourceId());
        if (known.isPresent()) {
            return new Receipt(known.get().number(), false);
        }
        Appeal appeal = register(in);
        appeals.processStarted(appeal.id(), process.appealReceived(appeal));
        return new Receipt(appeal.number(), true);
    }

    /** Writes a new appeal that a process instance is already waiting for; see {@link #receive}. */
    @Transactional
    public Appeal register(NewAppeal in) {
        validate(in);
        Unit about = in.unitCode() == null
                ? directory.city()
                : directory
                        .find(in.unitCode())
                        .orElseThrow(() -> Refused.invalid("unitCode", "没有代码为 %s 的单位".formatted(in.unitCode())));
        Instant received = in.receivedAt() == null ? clock.instant() : in.receivedAt();
        NewAppeal complete = complete(in, received);
        String number = number(directory.district(about).code(), received);
        appeals.insert(number, complete, about.code(), about.path(), received);
        Appeal appeal = appeals.byNumber(number).orElseThrow();
        if (in.requester() != null && !in.requester().isEmpty()) {
            requesters.insert(appeal.id(), in.requester());
        }
        String actor = in.reportedBy() == null ? "source:" + in.source() : in.reportedBy();
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.RECEIVED, actor, Step.NONE)
                .at(null, about.code()));
        return appeal;
    }

    /** Keeps the id of the process instance that carries an appeal. */
    @Transactional
    public void carriedBy(long appealId, String processInstanceId) {
        appeals.processStarted(appealId, processInstanceId);
    }

    /** @throws Refused 404 when there is no such appeal */
    public Appeal get(long id) {
        return appeals.byId(id).orElseThrow(() -> Refused.notFound("没有这件诉求"));
    }

    /** @throws Refused 404 when there is no such appeal */
    public Appeal get(String number) {
        return appeals.byNumber(number).orElseThrow(() -> Refused.notFound("没有这件诉求"));
    }

    public Optional<Appeal> find(String number) {
        return appeals.byNumber(number);
    }

    public Optional<Appeal> bySource(String source, String sourceId) {
        return appeals.bySource(source, sourceId);
    }

    /** Reads an appeal and holds its row until the transaction ends, so that events on one appeal follow each other. */
    @Transactional
    public Appeal lock(long id) {
        return appeals.lock(id).orElseThrow(() -> Refused.notFound("没有这件诉求"));
    }

    /** The same for the appeal that a task belongs to; empty for a task that the inbox does not know. */
    @Transactional
    public Optional<Appeal> lockOfTask(String taskId) {
        return appeals.lockOfTask(taskId);
    }

    /** Reads and holds those of these appeals that nobody else is changing just now; the others are left out. */
    @Transactional
    public List<Appeal> lockIdle(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : appeals.lockIdle(ids);
    }

    @Transactional
    public void triaged(long id, Triage triage, Step step) {
        appeals.triaged(id, triage);
        timeline.write(TimelineEntry.of(id, TimelineKind.TRIAGED, "rule:triage", step)
                .at(triage.startLevel(), triage.placeUnit())
                .outcome(triage.urgency().name()));
    }

    @Transactional
    public void levelEntered(long id, Level level, String unitCode, Instant entered, Instant dueAt, Step step) {
        appeals.levelEntered(id, level, unitCode, dueAt);
        timeline.write(TimelineEntry.of(id, TimelineKind.LEVEL_ENTERED, "rule:levelHandling", step)
                .happened(entered)
                .at(level, unitCode)
                .due(dueAt));
    }

    /** The level stays, the unit that holds it changes; a deeper territorial unit also says more about the place. */
    @Transactional
    public void movedTo(Appeal appeal, Unit unit) {
        appeals.unitChanged(appeal.id(), unit.code());
        if (unit.path().startsWith(appeal.placePath())
                && unit.level().compareTo(org.minqing.directory.UnitLevel.GRID) <= 0) {
            appeals.placed(appeal.id(), unit.code(), unit.path());
        }
    }

    @Transactional
    public void dueMoved(long id, Instant dueAt) {
        appeals.dueMoved(id, dueAt);
    }

    /** A unit says that the case is not its own. */
    @Transactional
    public void returned(long id) {
        appeals.returned(id);
    }

    /** The first sign of life from a handler: a claim or an answer. */
    @Transactional
    public void responded(long id) {
        appeals.responded(id, clock.instant());
    }

    @Transactional
    public void resolved(long id, Resolution resolution, TimelineKind kind, Step step) {
        Appeal appeal = get(id);
        appeals.resolved(id, resolution, clock.instant());
        timeline.write(TimelineEntry.of(id, kind, resolution.resolvedBy(), step)
                .at(appeal.level(), resolution.resolvedUnit())
                .note(resolution.reply()));
    }

    /** The result is the work of a leader. */
    @Transactional
    public void ledBy(long id, String leaderId) {
        appeals.ledBy(id, leaderId);
    }

    @Transactional
    public void callbackTried(long id) {
        appeals.callbackTried(id);
    }

    @Transactional
    public void rated(long id, Rating rating, String comment, String actor, Step step) {
        appeals.rated(id, rating, comment, clock.instant());
        timeline.write(TimelineEntry.of(id, TimelineKind.RATED, actor, step)
                .outcome(rating.name())
                .note(comment));
    }

    @Transactional
    public void reopened(long id, Level level, Step step) {
        appeals.reopened(id);
        timeline.write(TimelineEntry.of(id, TimelineKind.REOPENED, "rule:closing", step)
                .at(level, null));
    }

    @Transactional
    public void closed(long id, Step step) {
        appeals.ended(id, AppealState.CLOSED, clock.instant());
        timeline.write(TimelineEntry.of(id, TimelineKind.CLOSED, "rule:closing", step));
    }

    @Transactional
    public void withdrawn(long id, String actor, String reason, Step step) {
        appeals.ended(id, AppealState.WITHDRAWN, clock.instant());
        timeline.write(TimelineEntry.of(id, TimelineKind.WITHDRAWN, actor, step).note(reason));
    }

    private String number(String districtCode, Instant received) {
        LocalDate day = LocalDate.ofInstant(received, clock.getZone());
        int counted = appeals.nextNumber(districtCode, day).orElseGet(() -> {
            startCounter(districtCode, day);
            return appeals.nextNumber(districtCode, day).orElseThrow();
        });
        return "%s-%s-%05d".formatted(districtCode, DAY.format(day), counted);
    }

    /** In a transaction of its own: the first appeal of the day may come in twice at once, and both need the row. */
    private void startCounter(String districtCode, LocalDate day) {
        try {
            separately.executeWithoutResult(status -> appeals.startCounter(districtCode, day));
        } catch (DuplicateKeyException startedElsewhere) {
            // the row is there, which is all that was wanted
        }
    }

    private static NewAppeal complete(NewAppeal in, Instant received) {
        return new NewAppeal(
                in.source(),
                in.sourceId() == null ? UUID.randomUUID().toString() : in.sourceId(),
                in.requesterKind() == null ? RequesterKind.RESIDENT : in.requesterKind(),
                in.requester(),
                in.subject().strip(),
                in.text() == null || in.text().isBlank()
                        ? in.subject().strip()
                        : in.text().strip(),
                in.place(),
                in.unitCode(),
                in.category(),
                in.signals() == null ? Set.of() : in.signals(),
                in.mostNeeded(),
                in.hardest(),
                in.mostWanted(),
                in.reportedAt() == null ? received : in.reportedAt(),
                received,
                in.reportedBy());
    }

    private void validate(NewAppeal in) {
        required("source", in.source(), 40, "来源");
        if (in.sourceId() != null) {
            required("sourceId", in.sourceId(), 80, "来源编号");
        }
        required("subject", in.subject(), MAX_SUBJECT, "主题");
        atMost("text", in.text(), MAX_TEXT, "内容");
        atMost("place", in.place(), MAX_PLACE, "地点");
        atMost("mostNeeded", in.mostNeeded(), MAX_SHORT, "最需要");
        atMost("hardest", in.hardest(), MAX_SHORT, "最困难");
        atMost("mostWanted", in.mostWanted(), MAX_SHORT, "最期盼");
        Instant now = clock.instant();
        if (in.reportedAt() != null && in.reportedAt().isAfter(now.plusSeconds(300))) {
            throw Refused.invalid("reportedAt", "反映时间不能晚于现在");
        }
    }

    private static void required(String field, String value, int max, String label) {
        if (value == null || value.isBlank()) {
            throw Refused.invalid(field, label + "不能为空");
        }
        atMost(field, value, max, label);
    }

    private static void atMost(String field, String value, int max, String label) {
        if (value != null && value.length() > max) {
            throw Refused.invalid(field, "%s不能超过 %d 个字，现有 %d 个字".formatted(label, max, value.length()));
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw Refused.invalid(field, label + "含有无法保存的字符");
        }
    }

    /** What the sender of an appeal is told. */
    public record Receipt(String number, boolean created) {}
}
