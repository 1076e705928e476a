package org.minqing.insight;

import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableEnum;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.appeal.Level;
import org.minqing.appeal.Rating;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The three lists, page by page, as far as the caller sees. */
@Service
class CaseListService {

    /** Beyond this a count says "more than". */
    static final int COUNTED = 500;

    private static final int MOST_ROWS = 500;

    private final ReachService reaches;
    private final CaseListRepository rows;
    private final DirectoryService directory;
    private final DueWords words;

    CaseListService(ReachService reaches, CaseListRepository rows, DirectoryService directory, DueWords words) {
        this.reaches = reaches;
        this.rows = rows;
        this.directory = directory;
        this.words = words;
    }

    /** @param after {@link CasePage#next()} of the page before, or null */
    @Transactional(readOnly = true)
    public CasePage page(CaseList list, CaseFilter filter, String after, int size) {
        if (size < 1 || size > MOST_ROWS) {
            throw Refused.invalid("size", "每页应为 1 到 %d 行".formatted(MOST_ROWS));
        }
        return page(list, reaches.reach(), filter, after, size);
    }

    /** The same, however far the caller himself sees. */
    CasePage page(CaseList list, Reach reach, CaseFilter filter, String after, int size) {
        List<Placed> found =
                rows.page(list, reach, within(filter), filter, after, size + 1, (row, n) -> placed(list, row));
        boolean more = found.size() > size;
        List<Placed> shown = more ? found.subList(0, size) : found;
        return new CasePage(
                list.title(),
                list.headings(),
                shown.stream().map(Placed::line).toList(),
                more ? shown.get(size - 1).cursor() : null);
    }

    @Transactional(readOnly = true)
    public CasePage.Count count(CaseList list, CaseFilter filter) {
        int counted = rows.count(list, reaches.reach(), within(filter), filter, COUNTED);
        return new CasePage.Count(Math.min(counted, COUNTED), counted > COUNTED);
    }

    private Optional<Unit> within(CaseFilter filter) {
        return filter.area() == null ? Optional.empty() : Optional.of(directory.require(filter.area()));
    }

    private Placed placed(CaseList list, ResultSet row) throws SQLException {
        return new Placed(
                CaseListRepository.Cursor.of(row).toString(),
                switch (list) {
                    case PROBLEMS -> problem(row);
                    case TASKS -> task(row);
                    case EFFECTS -> effect(row);
                });
    }

    private CasePage.Line problem(ResultSet row) throws SQLException {
        Instant due = instant(row, "due_at");
        Level level = nullableEnum(Level.class, row, "level");
        return line(
                row,
                due,
                row.getString("number"),
                row.getString("subject"),
                row.getString("category_name"),
                row.getString("place_name"),
                urgency(row),
                level == null ? null : level.label(),
                row.getString("unit_name"),
                words.time(instant(row, "received_at")),
                due == null ? "暂无期限" : words.time(due),
                words.left(due));
    }

    private CasePage.Line task(ResultSet row) throws SQLException {
        Instant due = instant(row, "due_at");
        return line(
                row,
                due,
                row.getString("number"),
                row.getString("subject"),
                row.getString("task_name"),
                row.getString("unit_name"),
                row.getString("assignee") == null ? "待认领" : "已认领",
                urgency(row),
                words.time(instant(row, "created_at")),
                due == null ? "暂无期限" : words.time(due),
                words.left(due));
    }

    private CasePage.Line effect(ResultSet row) throws SQLException {
        Rating rating = nullableEnum(Rating.class, row, "rating");
        BigDecimal money = row.getBigDecimal("effect_money");
        return line(
                row,
                null,
                row.getString("number"),
                row.getString("subject"),
                row.getString("category_name"),
                row.getString("place_name"),
                row.getString("unit_name"),
                words.time(instant(row, "received_at")),
                words.time(instant(row, "replied_at")),
                row.getString("reply"),
                row.getObject("effect_households", Integer.class),
                row.getObject("effect_people", Integer.class),
                money,
                rating == null ? "待回访" : rating.label());
    }

    private CasePage.Line line(ResultSet row, Instant due, Object... cells) throws SQLException {
        return new CasePage.Line(
                row.getString("number"),
                words.isOverdue(due),
                Arrays.stream(cells).map(cell -> cell == null ? "" : cell).toList());
    }

    private static String urgency(ResultSet row) throws SQLException {
        UrgencyClass urgency = nullableEnum(UrgencyClass.class, row, "urgency");
        return urgency == null ? null : urgency.label();
    }

    private record Placed(String cursor, CasePage.Line line) {}
}
