package org.minqing.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.minqing.audit.AuditService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a command of the engine is about to change, in words for the audit: before and after, and no secrets. */
final class EngineChanges {

    private static final int MOST = 20;
    private static final int LONGEST = 500;
    private static final Set<String> SECRET = Set.of("pwd", "salt", "password", "newpassword");
    private static final Set<String> PERSONAL =
            Set.of("first", "last", "email", "firstname", "lastname", "text", "text2", "value", "description");

    private final Supplier<JdbcClient> jdbc;
    private final Supplier<AuditService> audit;

    EngineChanges(Supplier<JdbcClient> jdbc, Supplier<AuditService> audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Before the engine has written them. */
    List<Map<String, Object>> of(CommandContext context) {
        DbEntityManager entities = context.getDbEntityManager();
        List<Map<String, Object>> changes = new ArrayList<>();
        entities.getDbEntityCache().getCachedEntities().stream()
                .filter(EngineChanges::isChanged)
                .limit(MOST)
                .forEach(cached -> changes.add(change(context, cached)));
        entities.getDbOperationManager().bulkOperationsInsertionOrder.stream()
                .limit(MOST)
                .forEach(bulk -> changes.add(
                        Map.of("statement", bulk.getStatement(), "parameter", safe(parameters(bulk.getParameter())))));
        return changes;
    }

    private static boolean isChanged(CachedDbEntity cached) {
        String type = cached.getEntityType().getSimpleName();
        return !type.startsWith("Historic")
                && !type.equals("ByteArrayEntity")
                && switch (cached.getEntityState()) {
                    case PERSISTENT -> cached.isDirty();
                    case DELETED_TRANSIENT -> false;
                    default -> true;
                };
    }

    private Map<String, Object> change(CommandContext context, CachedDbEntity cached) {
        DbEntity entity = cached.getEntity();
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("type", cached.getEntityType().getSimpleName().replace("Entity", ""));
        change.put("id", entity.getId());
        switch (cached.getEntityState()) {
            case TRANSIENT -> change.put("after", after(entity));
            case DELETED_PERSISTENT, DELETED_MERGED -> change.put("before", before(context, entity));
            default -> {
                change.put("before", before(context, entity));
                change.put("after", after(entity));
            }
        }
        return change;
    }

    private Map<String, Object> after(DbEntity entity) {
        return entity.getPersistentState() instanceof Map<?, ?> state ? safe(state) : Map.of();
    }

    private Map<String, Object> before(CommandContext context, DbEntity entity) {
        String table = context.getTableDataManager().getTableName(entity.getClass(), false);
        return table == null || entity.getId() == null
                ? Map.of()
                : jdbc
                        .get()
                        .sql("select * from " + table + " where id_ = ?")
                        .param(entity.getId())
                        .query()
                        .listOfRows()
                        .stream()
                        .findFirst()
                        .map(this::safe)
                        .orElse(Map.of());
    }

    private static Map<?, ?> parameters(Object parameter) {
        return parameter instanceof Map<?, ?> map ? map : Map.of("value", String.valueOf(parameter));
    }

    private Map<String, Object> safe(Map<?, ?> state) {
        Map<String, Object> safe = new LinkedHashMap<>();
        state.forEach((key, value) -> {
            String name = key.toString().toLowerCase(Locale.ROOT).replaceFirst("_$", "");
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                safe.put(name, safe(name, value.toString()));
            }
        });
        return safe;
    }

    private String safe(String name, String value) {
        if (SECRET.contains(name)) {
            return "…";
        }
        boolean hidden = PERSONAL.contains(name) || value.length() > LONGEST;
        return hidden ? "#" + audit.get().digest(value) : value;
    }
}
