package org.minqing.samequestion;

import static org.minqing.Sql.instant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds what was asked alike: the same category in the same street, or near it, in similar words. Only among what the
 * reader sees; what is open and what was answered last are compared, so that it costs the same however many there are.
 */
@Service
class SimilarAppeals {

    private static final double ALIKE = 0.3;
    private static final int MOST_COMPARED = 60;
    private static final int MOST_SHOWN = 5;

    private final JdbcClient jdbc;
    private final TextSimilarity similarity;
    private final AppealService appeals;
    private final DirectoryService directory;
    private final AccessRule access;
    private final DueWords words;

    SimilarAppeals(
            JdbcClient jdbc,
            TextSimilarity similarity,
            AppealService appeals,
            DirectoryService directory,
            AccessRule access,
            DueWords words) {
        this.jdbc = jdbc;
        this.similarity = similarity;
        this.appeals = appeals;
        this.directory = directory;
        this.access = access;
        this.words = words;
    }

    /** The most similar first. Whether the reader sees the appeal itself, the address says. */
    @Transactional(readOnly = true)
    public List<Similar> of(String number) {
        Appeal appeal = appeals.get(number);
        if (appeal.category() == null) {
            return List.of();
        }
        List<Candidate> candidates = candidates(appeal);
        if (candidates.isEmpty()) {
            return List.of();
        }
        double[] alike = similarity.of(
                appeal.subject() + "\n" + appeal.text(),
                candidates.stream().map(Candidate::words).toList());
        return IntStream.range(0, alike.length)
                .filter(i -> alike[i] >= ALIKE)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> alike[i]).reversed())
                .limit(MOST_SHOWN)
                .map(i -> candidates.get(i).shown(alike[i]))
                .toList();
    }

    private List<Candidate> candidates(Appeal appeal) {
        Scope scope = access.scope();
        Map<String, Object> parameters = new HashMap<>(scope.parameters());
        Unit place = directory.require(appeal.placeUnit());
        Unit street = directory.ancestor(place, UnitLevel.STREET).orElse(place);
        boolean inStreet = street.level() == UnitLevel.STREET;
        String near = "split_part(a.place_path, '/', %d) = :near".formatted(inStreet ? 4 : 3);
        parameters.put(
                "near", inStreet ? street.code() : directory.district(place).code());
        parameters.put("category", appeal.category());
        parameters.put("itself", appeal.id());
        return jdbc.sql("""
                        select a.number, a.subject, a.text, a.state, a.reply, a.received_at, u.name as unit_name from (
                            (select x.id from (select a.* from appeal a where a.state = 'OPEN' and a.category = :category
                                and %1$s and a.id <> :itself order by coalesce(a.due_at, timestamp with time zone
                                '9999-12-31 00:00:00+00:00') fetch first %3$d rows only) x
                                where %2$s)
                            union all
                            (select x.id from (select a.* from appeal a where a.state in ('CLOSING', 'CLOSED')
                                and a.category = :category and %1$s and a.id <> :itself
                                order by a.replied_at desc fetch first %3$d rows only) x where %2$s)) k
                        join appeal a on a.id = k.id
                        left join unit u on u.code = coalesce(a.level_unit, a.resolved_unit, a.place_unit)""".formatted(near, scope.overAppeals("x"), MOST_COMPARED))
                .params(parameters)
                .query((row, n) -> new Candidate(
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("text"),
                        AppealState.valueOf(row.getString("state")),
                        row.getString("unit_name"),
                        words.time(instant(row, "received_at")),
                        row.getString("reply")))
                .list();
    }

    private record Candidate(
            String number,
            String subject,
            String text,
            AppealState state,
            String unit,
            String receivedAt,
            String reply) {

        String words() {
            return subject + "\n" + text;
        }

        Similar shown(double alike) {
            return new Similar(
                    number,
                    subject,
                    state.label(),
                    unit,
                    receivedAt,
                    reply,
                    BigDecimal.valueOf(100 * alike)
                            .setScale(0, RoundingMode.HALF_UP)
                            .intValue());
        }
    }

    /**
     * @param receivedAt in words
     * @param reply what was answered, or null
     * @param alike per cent of the words
     */
    record Similar(
            String number, String subject, String state, String unit, String receivedAt, String reply, int alike) {}
}
