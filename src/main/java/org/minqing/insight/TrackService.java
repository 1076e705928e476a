package org.minqing.insight;

import java.util.ArrayList;
import java.util.List;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Rating;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.closing.ClosingService;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.security.RequesterCodes;
import org.springframework.stereotype.Service;

/** Shows a case to the person who asked, who proves himself by the code of its number, and takes his rating. */
@Service
class TrackService {

    private final RequesterCodes codes;
    private final AppealService appeals;
    private final Timeline timeline;
    private final ClosingService closing;
    private final DirectoryService directory;
    private final DueWords words;

    TrackService(
            RequesterCodes codes,
            AppealService appeals,
            Timeline timeline,
            ClosingService closing,
            DirectoryService directory,
            DueWords words) {
        this.codes = codes;
        this.appeals = appeals;
        this.timeline = timeline;
        this.closing = closing;
        this.directory = directory;
        this.words = words;
    }

    /** @throws Refused 404 when the code is not the number's */
    public Tracked track(String number, String code, String from) {
        String wanted = number == null ? null : number.strip();
        codes.check(wanted, code, from);
        Appeal appeal = appeals.get(wanted);
        boolean open = appeal.state() == AppealState.OPEN;
        return new Tracked(
                appeal.number(),
                appeal.subject(),
                appeal.state().label(),
                name(open ? appeal.levelUnit() : appeal.resolvedUnit()),
                open ? words.time(appeal.dueAt()) : null,
                open ? words.left(appeal.dueAt()) : null,
                open && words.isOverdue(appeal.dueAt()),
                open ? null : appeal.reply(),
                open ? null : words.time(appeal.repliedAt()),
                appeal.rating() == null ? null : appeal.rating().label(),
                appeal.state() == AppealState.CLOSING,
                way(appeal));
    }

    /** @throws Refused 404 when the code is not the number's, 409 when no rating is awaited */
    public void rate(String number, String code, String from, Rating rating, String comment) {
        String wanted = number == null ? null : number.strip();
        codes.check(wanted, code, from);
        closing.rate(wanted, rating, comment, "requester");
    }

    /** The stations that concern him; what offices write to each other stays with them. */
    private List<Tracked.Stage> way(Appeal appeal) {
        List<Tracked.Stage> way = new ArrayList<>();
        for (TimelineEntry entry : timeline.of(appeal.id())) {
            String said = switch (entry.kind()) {
                case RECEIVED -> "已收到";
                case LEVEL_ENTERED -> "由" + name(entry.unitCode()) + "办理";
                case DISPATCHED -> "派给" + name(entry.toUnitCode());
                case CONVENED -> "多个部门组团调研";
                case PLAN_ADOPTED -> "办理方案已确定";
                case RESOLVED, SOURCE_REPLIED, REPORTED_BACK -> "已答复";
                case RATED -> "已评价";
                case REOPENED -> "重新办理";
                case WITHDRAWN -> "已撤回";
                case CLOSED -> "已办结";
                default -> null;
            };
            if (said != null) {
                way.add(new Tracked.Stage(words.time(entry.happenedAt()), said));
            }
        }
        return way;
    }

    private String name(String unit) {
        return unit == null ? "承办单位" : directory.find(unit).map(Unit::name).orElse("承办单位");
    }
}
