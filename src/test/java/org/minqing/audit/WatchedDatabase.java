package org.minqing.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Looks on while transactions are committed, and notes those that changed a table of ours without an entry of the
 * timeline or of the audit beside it.
 */
@Component
@Profile("test")
class WatchedDatabase implements BeanPostProcessor {

    private static final Pattern CHANGE =
            Pattern.compile("\\s*(?:insert\\s+into|update|delete\\s+from)\\s+\"?([a-z_]+)\"?.*", Pattern.DOTALL);
    private static final Set<String> ENTRIES = Set.of("timeline_entry", "audit_entry");
    /** Bookkeeping that follows from what an entry tells, or tells nothing of anybody's doing. */
    private static final Set<String> BOOKKEEPING = Set.of(
            "inbox", // open tasks, as the engine has them
            "notification", // what was delivered, and when
            "appeal_counter", // the next number
            "ended_task",
            "idempotent_call",
            "idempotent_call_case",
            "audit_seal",
            "installation",
            "flyway_schema_history");

    private final List<String> unaudited = new ArrayList<>();
    private boolean watching;

    /** @return tables that were changed without an entry while the work was done, by transaction */
    synchronized List<String> during(Work work) throws Exception {
        unaudited.clear();
        watching = true;
        try {
            work.run();
        } finally {
            watching = false;
        }
        return List.copyOf(unaudited);
    }

    /** Something that changes something. */
    interface Work {
        void run() throws Exception;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Watched(database) : bean;
    }

    private void committed(Set<String> changed) {
        Set<String> own = new TreeSet<>(changed);
        own.removeIf(table -> table.startsWith("act_") || BOOKKEEPING.contains(table) || ENTRIES.contains(table));
        if (watching && !own.isEmpty() && changed.stream().noneMatch(ENTRIES::contains)) {
            unaudited.add(own.toString());
        }
    }

    private final class Watched extends DelegatingDataSource {

        Watched(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            Set<String> changed = new TreeSet<>();
            return (Connection) Proxy.newProxyInstance(
                    WatchedDatabase.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            Matcher change = CHANGE.matcher(((String) arguments[0]).toLowerCase(Locale.ROOT));
                            if (change.matches()) {
                                changed.add(change.group(1));
                            }
                        } else if (method.getName().equals("commit")) {
                            committed(changed);
                            changed.clear();
                        } else if (method.getName().equals("rollback")) {
                            changed.clear();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }
    }
}
