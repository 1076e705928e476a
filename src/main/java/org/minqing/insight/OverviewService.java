package org.minqing.insight;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableEnum;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.minqing.appeal.Level;
import org.minqing.appeal.Rating;
import org.minqing.appeal.UrgencyClass;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts and lists the cases that the caller may see; the numbers are those of this moment. */
@Service
class OverviewService {

    static final int LINES = 50;

    private final JdbcClient jdbc;
    private final AccessRule access;
    private final DirectoryService directory;
    private final DueWords words;
    private final Clock clock;

    OverviewService(JdbcClient jdbc, AccessRule access, DirectoryService directory, DueWords words, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.directory = directory;
        this.words = words;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Overview overview() {
        Scope scope = access.scope();
        ZonedDateTime midnight = LocalDate.now(clock).atStartOfDay(clock.getZone());
        Instant today = midnight.toInstant();
        Instant tomorrow = midnight.plusDays(1).toInstant();
        Map<Level, Overview.AtLevel> levels = levels(scope);
        return new Overview(
                directory.find(scope.unitCode()).orElseGet(directory::city).name(),
                levels.values().stream().mapToLong(Overview.AtLevel::open).sum(),
                count(scope, "a.received_at >= :from and a.received_at < :to", today, tomorrow),
                count(scope, "a.state = 'OPEN' and a.due_at >= :from and a.due_at < :to", today, tomorrow),
                levels.values().stream().mapToLong(Overview.AtLevel::overdue).sum(),
                count(scope, "a.state = 'CLOSING' and a.received_at between :from and :to", Instant.EPOCH, tomorrow),
                Stream.of(Level.values())
                        .map(level -> levels.getOrDefault(level, new Overview.AtLevel(level.label(), 0, 0)))
                        .toList());
    }

    /** Open cases, those due first at the top. */
    @Transactional(readOnly = true)
    public List<Overview.Problem> problems() {
        Scope scope = access.scope();
        return scoped(scope, """
                        select a.*, u.name as unit_name from appeal a left join unit u on u.code = a.level_unit
                        where a.state = 'OPEN' and %s order by a.due_at, a.id""".formatted(scope.overAppeals("a")))
                .query((row, n) -> {
                    Instant due = instant(row, "due_at");
                    return new Overview.Problem(
                            row.getString("number"),
                            row.getString("subject"),
                            row.getString("unit_name"),
                            urgency(row),
                            level(row),
                            words.time(instant(row, "received_at")),
                            words.time(due),
                            words.left(due),
                            words.isOverdue(due));
                })
                .list();
    }

    /** Open tasks, those due first at the top. */
    @Transactional(readOnly = true)
    public List<Overview.Task> tasks() {
        Scope scope = access.scope();
        return scoped(scope, """
                        select i.*, u.name as unit_name from inbox i left join unit u on u.code = i.unit_code
                        where %s order by i.due_at, i.task_id""".formatted(scope.overInbox("i")))
                .query((row, n) -> {
                    Instant due = instant(row, "due_at");
                    return new Overview.Task(
                            row.getString("appeal_number"),
                            row.getString("subject"),
                            row.getString("task_name"),
                            row.getString("unit_name"),
                            row.getString("assignee") != null,
                            words.time(due),
                            words.left(due),
                            words.isOverdue(due));
                })
                .list();
    }

    /** Answered cases, the last answered at the top. */
    @Transactional(readOnly = true)
    public List<Overview.Effect> effects() {
        Scope scope = access.scope();
        return scoped(scope, """
                        select a.*, u.name as unit_name from appeal a left join unit u on u.code = a.resolved_unit
                        where a.state in ('CLOSING', 'CLOSED') and %s
                        order by a.replied_at desc, a.id desc""".formatted(scope.overAppeals("a")))
                .query((row, n) -> {
                    Rating rating = nullableEnum(Rating.class, row, "rating");
                    return new Overview.Effect(
                            row.getString("number"),
                            row.getString("subject"),
                            row.getString("unit_name"),
                            words.time(instant(row, "replied_at")),
                            row.getString("reply"),
                            row.getObject("effect_households", Integer.class),
                            row.getObject("effect_people", Integer.class),
                            row.getBigDecimal("effect_money"),
                            rating == null ? "待回访" : rating.label());
                })
                .list();
    }

    private Map<Level, Overview.AtLevel> levels(Scope scope) {
        Map<Level, Overview.AtLevel> levels = new EnumMap<>(Level.class);
        jdbc.sql("""
                        select a.level, count(*) as open, sum(case when a.due_at <= :now then 1 else 0 end) as overdue
                        from appeal a where a.state = 'OPEN' and a.level is not null and %s group by a.level""".formatted(scope.overAppeals("a")))
                .params(scope.parameters())
                .param("now", at(clock.instant()))
                .query((row, n) -> levels.put(
                        Level.valueOf(row.getString("level")),
                        new Overview.AtLevel(level(row), row.getLong("open"), row.getLong("overdue"))))
                .list();
        return levels;
    }

    private long count(Scope scope, String condition, Instant from, Instant to) {
        return jdbc.sql("select count(*) from appeal a where %s and %s".formatted(condition, scope.overAppeals("a")))
                .params(scope.parameters())
                .param("from", at(from))
                .param("to", at(to))
                .query(Long.class)
                .single();
    }

    private StatementSpec scoped(Scope scope, String sql) {
        return jdbc.sql(sql + " fetch first " + LINES + " rows only").params(scope.parameters());
    }

    private static String level(ResultSet row) throws SQLException {
        Level level = nullableEnum(Level.class, row, "level");
        return level == null ? null : level.label();
    }

    private static String urgency(ResultSet row) throws SQLException {
        UrgencyClass urgency = nullableEnum(UrgencyClass.class, row, "urgency");
        return urgency == null ? null : urgency.label();
    }
}
