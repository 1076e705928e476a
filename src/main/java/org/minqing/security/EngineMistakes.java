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
    /** An empty list of values makes SQL that is none, on PostgreSQL and on H2. */
    private static final Set<String> EMPTY_LIST = Set.of("42601", "42000", "42001");

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
                && !(failed instanceof BadUserRequestException
                        || failed instanceof AuthorizationException
                        || failed instanceof ParseException
                        || failed instanceof MigrationPlanValidationException
                        || failed instanceof MigratingProcessInstanceValidationException);
    }

    private static boolean isValue(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() > 1) {
                return VALUES.contains(sql.getSQLState().substring(0, 2)) || EMPTY_LIST.contains(sql.getSQLState());
            }
        }
        return false;
    }
}
