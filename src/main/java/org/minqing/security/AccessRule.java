package org.minqing.security;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minqing.TransactionMemo;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one predicate for access. Somebody sees a case when his unit's path is a prefix of the path of the place that it
 * is about, or his unit takes part (holds its level or one of its tasks, has a part in its research or leads it), or he
 * holds one of its tasks. He acts on a task when his unit or he himself holds it. Who runs the application, grants roles
 * or audits sees no case at all. What no person does sees and does all: a rule, a timer, a delegate. Read anew for each
 * transaction, so that a right withdrawn is gone at once.
 */
@Component
public class AccessRule {

    /** Units that answer for an area; the directory's other kinds work for one. */
    private static final Set<String> TERRITORY = Set.of("CITY", "DISTRICT", "STREET", "COMMUNITY", "GRID");

    private static final String DESK = "DISPATCH";
    private static final Scope EVERYTHING = new Scope(true, "", "", "");
    private static final Scope NOTHING = new Scope(false, "", "", "");

    /** Of a row {@code i} of the inbox: whether the officer {@code :caller} may work on it. */
    public static final String WORKS_ON =
            "exists (select 1 from officer w where w.id = :caller and (i.assignee = w.id or"
                    + " i.unit_code = w.unit_code) and w.state in ('ACTIVE', 'SYSTEM') and "
                    + DirectoryService.WORKS_ON_CASES.replace("o.", "w.") + ")";

    private static final String ANSWERS_FOR = """
            (a.place_path like :accessArea or a.level_unit = :accessUnit
            or exists (select 1 from joint_research ar where ar.appeal_id = a.id
                and (ar.lead_department = :accessUnit or ar.guidance_group = :accessUnit)))""";

    private final Caller caller;
    private final JdbcClient jdbc;
    private final TransactionMemo<Worker, Boolean> works = new TransactionMemo<>();

    AccessRule(Caller caller, JdbcClient jdbc) {
        this.caller = caller;
        this.jdbc = jdbc;
    }

    /** How far the caller sees; its conditions go into the SQL of lists and counts. */
    public Scope scope() {
        return caller.id().map(this::scopeOf).orElse(EVERYTHING);
    }

    /** How far an officer sees, whoever asks; an unknown or deactivated one sees nothing. */
    Scope scopeOf(String officerId) {
        return jdbc.sql("""
                        select u.code, u.level, u.path, p.path as parent_path from officer o
                        join unit u on u.code = o.unit_code left join unit p on p.code = u.parent_code
                        where o.id = :officer and o.state in ('ACTIVE', 'SYSTEM') and\s
                        """ + DirectoryService.WORKS_ON_CASES)
                .param("officer", officerId)
                .query((row, n) -> new Scope(
                        false,
                        officerId,
                        row.getString("code"),
                        area(row.getString("level"), row.getString("path"), row.getString("parent_path"))))
                .optional()
                .orElse(NOTHING);
    }

    private static String area(String level, String path, String parentPath) {
        if (TERRITORY.contains(level)) {
            return below(path);
        }
        return level.equals(DESK) && parentPath != null ? below(parentPath) : "";
    }

    private static String below(String path) {
        return path.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** True when all of a territory lies within what the caller's unit answers for. @param path of a unit */
    public boolean answersFor(String path) {
        Scope scope = scope();
        return scope.everything() || !scope.area().isEmpty() && below(path).startsWith(prefix(scope.area()));
    }

    private static String prefix(String area) {
        return area.substring(0, area.length() - 1);
    }

    public boolean maySee(long appealId) {
        return ask(scope(), "select 1 from appeal a where a.id = :it and %s", "a", appealId);
    }

    /**
     * True for a case that the caller's unit answers for, by its area, by holding its level or by leading its research.
     * Who only takes part sees of it what concerns all or his unit.
     */
    public boolean answersFor(long appealId) {
        Scope scope = scope();
        return scope.everything()
                || exists("select 1 from appeal a where a.id = :it and " + ANSWERS_FOR, scope.parameters(), appealId);
    }

    /** By the business key of a process instance. */
    boolean maySeeNumber(String appealNumber) {
        return ask(scope(), "select 1 from appeal a where a.number = :it and %s", "a", appealNumber);
    }

    public boolean maySeeTask(String taskId) {
        Scope scope = scope();
        return ask(
                        scope,
                        "select 1 from inbox i join appeal a on a.id = i.appeal_id where i.task_id = :it and %s",
                        "a",
                        taskId)
                || exists(
                        "select 1 from inbox i where i.task_id = :it and i.appeal_id is null and "
                                + scope.overInbox("i"),
                        scope.parameters(),
                        taskId);
    }

    /** True when the caller may claim, complete or hand on this task. */
    public boolean mayWorkOn(String taskId) {
        return caller.id()
                .map(officer -> works.get(new Worker(officer, taskId), () -> Optional.of(worksOn(officer, taskId)))
                        .orElseThrow())
                .orElse(true);
    }

    private boolean worksOn(String officerId, String taskId) {
        return exists(
                "select 1 from inbox i where i.task_id = :it and " + WORKS_ON, Map.of("caller", officerId), taskId);
    }

    /** Somebody has read a task together with {@link #WORKS_ON}: it is not asked again in this transaction. */
    public void learned(String taskId, String officerId, boolean worksOn) {
        works.put(new Worker(officerId, taskId), worksOn);
    }

    /** Who holds which task has changed in this transaction. */
    public void changed() {
        works.forgetAll();
    }

    /** True when a task may be given to this officer: he must belong to the unit that holds it. */
    boolean mayBeGiven(String taskId, String officerId) {
        return exists(
                "select 1 from inbox i join officer o on o.unit_code = i.unit_code and o.state in ('ACTIVE', 'SYSTEM') and "
                        + DirectoryService.WORKS_ON_CASES + " where i.task_id = :it and o.id = :officer",
                Map.of("officer", officerId),
                taskId);
    }

    private boolean ask(Scope scope, String question, String alias, Object it) {
        return scope.everything() || exists(question.formatted(scope.overAppeals(alias)), scope.parameters(), it);
    }

    private boolean exists(String question, Map<String, Object> parameters, Object it) {
        return jdbc.sql(question)
                .params(parameters)
                .param("it", it)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private record Worker(String officerId, String taskId) {}
}
