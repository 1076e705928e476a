package org.minqing.insight;

import static org.minqing.Sql.instant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;

/** The small board of an area. It is made at most once in a while for each area, however many look at it. */
@Service
class BoardService {

    static final Duration KEPT = Duration.ofSeconds(60);

    private static final int CARDS = 20;
    private static final int COUNTED = 999;
    private static final int MOST_KEPT = 5000;

    private final CaseListRepository rows;
    private final DirectoryService directory;
    private final DueWords words;
    private final Clock clock;
    private final Map<String, Kept> boards = new ConcurrentHashMap<>();

    BoardService(CaseListRepository rows, DirectoryService directory, DueWords words, Clock clock) {
        this.rows = rows;
        this.directory = directory;
        this.words = words;
        this.clock = clock;
    }

    /** @throws Refused 404 when there is no such area */
    Board board(String unitCode) {
        if (boards.size() > MOST_KEPT) {
            boards.clear();
        }
        return boards.compute(unitCode, (code, kept) -> isFresh(kept) ? kept : new Kept(make(code), clock.instant()))
                .board();
    }

    private boolean isFresh(Kept kept) {
        return kept != null
                && Duration.between(kept.at(), clock.instant()).abs().compareTo(KEPT) < 0;
    }

    private Board make(String unitCode) {
        Unit unit = directory
                .find(unitCode)
                .filter(found -> found.level().compareTo(UnitLevel.GRID) <= 0)
                .orElseThrow(() -> Refused.notFound("没有这个区域的小黑板"));
        Reach reach = new Reach(new Scope(true, "", "", ""), unit, unit);
        return new Board(
                unit.name(),
                words.time(clock.instant()),
                Stream.of(UrgencyClass.values())
                        .map(urgency -> column(reach, urgency))
                        .toList());
    }

    private Board.Column column(Reach reach, UrgencyClass urgency) {
        CaseFilter filter = new CaseFilter(null, null, null, urgency, null, null, null);
        List<Board.Card> cards =
                rows.page(CaseList.PROBLEMS, reach, Optional.empty(), filter, null, CARDS, (row, n) -> {
                    Instant due = instant(row, "due_at");
                    return new Board.Card(
                            PublicWords.of(row.getString("subject")),
                            row.getString("category_name"),
                            row.getString("place_name"),
                            row.getString("unit_name"),
                            due == null ? "暂无期限" : words.time(due),
                            words.left(due),
                            words.isOverdue(due));
                });
        int open = cards.size() < CARDS
                ? cards.size()
                : rows.count(CaseList.PROBLEMS, reach, Optional.empty(), filter, COUNTED);
        return new Board.Column(urgency.label(), open, cards);
    }

    private record Kept(Board board, Instant at) {}
}
