package org.minqing.security;

import java.sql.SQLException;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;

/** Which failures of the engine are its caller's: it says them as if they were its own. */
final class EngineMistakes {

    /** By the first two characters of the SQL state: values that a column does not take, and broken constraints. */
    private static final Set<String> VALUES = Set.of("22", "23");
    /** An empty list of values makes SQL that is none, on PostgreSQL and on H2; so do some orders of some queries. */
    private static final Set<String> NO_SQL = Set.of("42601", "42000", "42001", "42P10", "90068");

    private static final String UNREADABLE_MODEL = "ENGINE-09003";

    private static final String UNKNOWN_NAME = "Unknown property used in expression";

    private EngineMistakes() {}

    static boolean isCallers(RuntimeException failed) {
        return isSaid(failed) || isValue(failed);
    }

    /** What a person is told, in the engine's own words where it has some. */
    static String words(RuntimeException failed) {
        return isSaid(failed) ? "引擎不接受：" + failed.getMessage() : "有一个条件或取值不能使用";
    }

    /** The engine's plain refusal, which no other failure has caused and which it does not call a caller's by itself. */
    private static boolean isSaid(RuntimeException failed) {
        return failed instanceof ProcessEngineException
                && (failed.getCause() == null
                        || String.valueOf(failed.getMessage()).startsWith(UNKNOWN_NAME))
                && !isCalledSo(failed);
    }

    /** What the engine itself calls its caller's mistake; some of its addresses answer 500 to it all the same. */
    static boolean isCalledSo(RuntimeException failed) {
        return failed instanceof BadUserRequestException
                || failed instanceof AuthorizationException
                || failed instanceof ParseException
                || failed instanceof MigrationPlanValidationException
                || failed instanceof MigratingProcessInstanceValidationException
                || String.valueOf(failed.getMessage()).startsWith(UNREADABLE_MODEL);
    }

    private static boolean isValue(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() > 1) {
                return VALUES.contains(sql.getSQLState().substring(0, 2)) || NO_SQL.contains(sql.getSQLState());
            }
        }
        return false;
    }
}
