package org.minqing.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes for each request that carries a number in {@value #HEADER} the tables of which it has changed rows for good:
 * what was written and committed, by the thread that answers it, until its answer is finished.
 */
class FuzzWatch implements Filter, BeanPostProcessor, Ordered {

    static final String HEADER = "X-Fuzz";

    private static final Pattern CHANGE = Pattern.compile(
            "\\s*(?:insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+\"?([a-z_0-9]+)\"?.*", Pattern.DOTALL);
    private static final ThreadLocal<Set<String>> REQUEST = new ThreadLocal<>();

    private final Map<Integer, Set<String>> changed = new ConcurrentHashMap<>();

    /** The tables, forgotten with this question. */
    Set<String> takeChanged(int request) {
        Set<String> tables = changed.remove(request);
        return tables == null ? Set.of() : tables;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String number = ((HttpServletRequest) request).getHeader(HEADER);
        if (number == null || REQUEST.get() != null) {
            chain.doFilter(request, response);
            return;
        }
        Set<String> tables = ConcurrentHashMap.newKeySet();
        changed.put(Integer.parseInt(number.replaceAll("\\D.*", "")), tables); // a folded line is part of the value
        REQUEST.set(tables);
        try {
            chain.doFilter(request, response);
        } finally {
            REQUEST.remove();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Watched(database) : bean;
    }

    private static final class Watched extends DelegatingDataSource {

        Watched(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            Set<String> request = REQUEST.get();
            return request == null ? connection : watched(connection, request);
        }
    }

    private static Connection watched(Connection connection, Set<String> request) {
        Set<String> uncommitted = new TreeSet<>();
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (method.equals("commit") || method.equals("setAutoCommit")) {
                request.addAll(uncommitted);
                uncommitted.clear();
            } else if (method.equals("rollback") && arguments == null) {
                uncommitted.clear();
            }
            if (result instanceof Statement statement) {
                String sql = arguments == null ? "" : String.valueOf(arguments[0]);
                return watched(statement, sql, connection, request, uncommitted);
            }
            return result;
        });
    }

    private static Statement watched(
            Statement statement, String prepared, Connection connection, Set<String> request, Set<String> uncommitted) {
        return proxy(CallableStatement.class, statement, (method, arguments, result) -> {
            if (method.startsWith("execute") && !method.equals("executeQuery")) {
                String sql = arguments != null && arguments[0] instanceof String own ? own : prepared;
                Matcher change = CHANGE.matcher(sql.toLowerCase(Locale.ROOT));
                if (change.matches() && rows(statement, result) > 0) {
                    (connection.getAutoCommit() ? request : uncommitted).add(change.group(1));
                }
            }
            return result;
        });
    }

    private static long rows(Statement statement, Object result) throws SQLException {
        if (result instanceof int[] batch) {
            // a driver that has rewritten a batch does not know: that counts as a change
            return Arrays.stream(batch)
                    .map(n -> n == Statement.SUCCESS_NO_INFO ? 1 : n)
                    .sum();
        }
        return result instanceof Number count ? count.longValue() : statement.getUpdateCount();
    }

    /** What is done with what a call has given back. */
    private interface Answered {
        Object with(String method, Object[] arguments, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Object target, Answered answered) {
        return type.cast(Proxy.newProxyInstance(
                FuzzWatch.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return answered.with(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
