package org.minqing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that lets PostgreSQL explain each query, with its parameters, before it is run. */
public final class Explained extends DelegatingDataSource {

    private static final String EXPLAIN = "explain (analyze, timing off, summary off) ";

    private final List<String> plans = new ArrayList<>();

    public Explained(DataSource database) {
        super(database);
    }

    /** @return the number behind these words in a line of a plan, e.g. {@code actual rows=}; 0 where it has none */
    public static double number(String line, String words) {
        String found = line.replaceAll(".*" + words + "([0-9.]+).*", "$1");
        return found.equals(line) ? 0 : Double.parseDouble(found);
    }

    /** The lines of all plans since the last time. */
    public List<String> plans() {
        List<String> lines = List.copyOf(plans);
        plans.clear();
        return lines;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return proxy(Connection.class, (method, args) -> {
            Object made = call(method, real, args);
            return made instanceof PreparedStatement statement ? explained(statement, real, (String) args[0]) : made;
        });
    }

    private PreparedStatement explained(PreparedStatement statement, Connection connection, String sql) {
        List<Object[]> parameters = new ArrayList<>();
        List<Method> setters = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, args) -> {
            if (method.getName().startsWith("set") && args != null && args.length > 1) {
                setters.add(method);
                parameters.add(args);
            }
            if (method.getName().equals("executeQuery")) {
                try (PreparedStatement explain = connection.prepareStatement(EXPLAIN + sql)) {
                    for (int i = 0; i < setters.size(); i++) {
                        call(setters.get(i), explain, parameters.get(i));
                    }
                    try (ResultSet plan = explain.executeQuery()) {
                        while (plan.next()) {
                            plans.add(plan.getString(1));
                        }
                    }
                }
            }
            return call(method, statement, args);
        });
    }

    private static Object call(Method method, Object on, Object... args) throws Throwable {
        try {
            return method.invoke(on, args);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Call call) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> call.call(method, args));
    }

    @FunctionalInterface
    private interface Call {

        Object call(Method method, Object... args) throws Throwable;
    }
}
