package org.minqing.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.deadline.WorkingCalendar;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Role;
import org.minqing.engine.Caller;
import org.minqing.engine.Step;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A leader or an inspector orders a unit to get on with one case, by a day. */
@Service
public class SupervisionService {

    private static final Set<String> MAY = Set.of(Role.LEADER.groupId(), Role.INSPECTOR.groupId());
    private static final int MAX_WORDS = 1000;

    private final SupervisionRepository orders;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final WorkingCalendar calendar;
    private final Caller caller;
    private final Clock clock;

    SupervisionService(
            SupervisionRepository orders,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            NotificationService notices,
            WorkingCalendar calendar,
            Caller caller,
            Clock clock) {
        this.orders = orders;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.notices = notices;
        this.calendar = calendar;
        this.caller = caller;
        this.clock = clock;
    }

    public boolean maySupervise() {
        return !Collections.disjoint(MAY, caller.groups());
    }

    /**
     * Orders supervision. It moves no deadline; the unit and the one that holds the case are told.
     *
     * @param unitCode who has to act; null for the unit that holds the case
     * @param officerId who of that unit answers for it; null for the unit as a whole
     * @param dueOn until 17:30 of this day
     * @param words what is to be done
     * @throws Refused when the caller is neither leader nor inspector, the case is not open, or a field is missing
     */
    @Transactional
    public void order(String number, String unitCode, String officerId, LocalDate dueOn, String words) {
        if (!maySupervise()) {
            throw Refused.forbidden("只有领导和督查员可以督办");
        }
        orderedBy(caller.idOr("rule:supervision"), number, unitCode, officerId, dueOn, words);
    }

    /** The same by somebody of whom it is known already that he may. */
    @Transactional
    public void orderedBy(
            String actor, String number, String unitCode, String officerId, LocalDate dueOn, String words) {
        if (words == null || words.isBlank()) {
            throw Refused.invalid("words", "督办要求不能为空");
        }
        if (words.length() > MAX_WORDS) {
            throw Refused.invalid("words", "督办要求不能超过 %d 个字".formatted(MAX_WORDS));
        }
        if (dueOn == null) {
            throw Refused.invalid("dueOn", "请填写完成期限");
        }
        Instant due = calendar.endOf(dueOn);
        if (!due.isAfter(clock.instant())) {
            throw Refused.invalid("dueOn", "完成期限应晚于现在");
        }
        Appeal appeal = appeals.lock(appeals.find(number)
                .orElseThrow(() -> Refused.notFound("没有编号为 %s 的诉求".formatted(number)))
                .id());
        if (appeal.state() != AppealState.OPEN) {
            throw Refused.conflict("这件诉求%s，不能再督办".formatted(appeal.state().label()));
        }
        String owner = unitCode == null || unitCode.isBlank() ? appeal.levelUnit() : unitCode;
        if (owner == null || directory.find(owner).isEmpty()) {
            throw Refused.invalid("unit", "没有这个责任单位，请从列表中选择");
        }
        requireMember(officerId, owner);
        orders.insert(appeal.id(), owner, officerId, words.strip(), due, actor, clock.instant());
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.SUPERVISED, actor, Step.NONE)
                .at(appeal.level(), owner)
                .due(due)
                .outcome(officerId)
                .note(words.strip()));
        notices.notifyUnit(appeal, owner, Notice.SUPERVISION, Map.of("due", NotificationService.time(due)));
    }

    private void requireMember(String officerId, String unitCode) {
        if (officerId != null
                && directory.officers(unitCode).stream()
                        .noneMatch(officer -> officer.id().equals(officerId))) {
            throw Refused.invalid("officer", "责任人应是责任单位的在岗人员，请从列表中选择");
        }
    }
}
