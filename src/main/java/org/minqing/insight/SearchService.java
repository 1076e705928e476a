package org.minqing.insight;

import static org.minqing.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.RequesterService;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.security.AccessRule;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the case of somebody who telephones: by its number, by his telephone number (the digest of it; an entry of the
 * audit), or by words among what is open and what was answered within a year. Within the caller's rights.
 */
@Service
class SearchService {

    private static final Pattern NUMBER = Pattern.compile("\\d{4,6}-\\d{8}-\\d{5}");
    private static final Pattern PHONE = Pattern.compile("[+]?\\d[\\d -]{4,19}");
    private static final int MOST = 20;
    private static final int MOST_WORDS = 4;
    private static final int LONGEST = 60;

    private final ReachService reaches;
    private final CaseListRepository lists;
    private final RequesterService requesters;
    private final AppealService appeals;
    private final AccessRule access;
    private final DirectoryService directory;
    private final DueWords words;
    private final Clock clock;

    SearchService(
            ReachService reaches,
            CaseListRepository lists,
            RequesterService requesters,
            AppealService appeals,
            AccessRule access,
            DirectoryService directory,
            DueWords words,
            Clock clock) {
        this.reaches = reaches;
        this.lists = lists;
        this.requesters = requesters;
        this.appeals = appeals;
        this.access = access;
        this.directory = directory;
        this.words = words;
        this.clock = clock;
    }

    /** @throws Refused 403 for who works on no cases, 422 when nothing or too much is asked */
    @Transactional
    public List<Found> search(String asked) {
        Reach reach = reaches.reach();
        String text = asked == null ? "" : asked.strip();
        if (text.length() < 2 || text.length() > LONGEST) {
            throw Refused.invalid("text", "请输入编号、电话号码或 2 到 %d 个字".formatted(LONGEST));
        }
        if (NUMBER.matcher(text).matches()) {
            return appeals.find(text).filter(appeal -> access.maySee(appeal.id())).stream()
                    .map(this::found)
                    .toList();
        }
        if (PHONE.matcher(text).matches()) {
            return requesters.byPhone(text).stream()
                    .map(RequesterService.Hit::number)
                    .limit(MOST)
                    .map(appeals::get)
                    .map(this::found)
                    .toList();
        }
        List<String> all = Arrays.stream(text.split("\\s+")).limit(MOST_WORDS).toList();
        List<Found> found = new ArrayList<>(lists.page(
                CaseList.PROBLEMS,
                reach,
                Optional.empty(),
                CaseFilter.ofWords(all, null),
                null,
                MOST,
                (row, n) -> found(row, AppealState.OPEN)));
        found.addAll(lists.page(
                CaseList.EFFECTS,
                reach,
                Optional.empty(),
                CaseFilter.ofWords(all, LocalDate.now(clock).minusYears(1)),
                null,
                MOST,
                (row, n) -> found(row, null)));
        return found;
    }

    private Found found(Appeal appeal) {
        return new Found(
                appeal.number(),
                appeal.subject(),
                appeal.state().label(),
                appeal.levelUnit() == null
                        ? null
                        : directory.find(appeal.levelUnit()).map(Unit::name).orElse(null),
                words.time(appeal.receivedAt()),
                appeal.state() == AppealState.OPEN ? words.left(appeal.dueAt()) : null);
    }

    private Found found(ResultSet row, AppealState open) throws SQLException {
        return new Found(
                row.getString("number"),
                row.getString("subject"),
                open == null ? "已答复" : open.label(),
                row.getString("unit_name"),
                words.time(instant(row, "received_at")),
                open == null ? null : words.left(instant(row, "due_at")));
    }

    /** @param left how long there is still time; null where nothing is due */
    record Found(String number, String subject, String state, String unit, String receivedAt, String left) {}
}
