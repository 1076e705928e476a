package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.ArrayTypeHandler;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.HasDbRevision;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbBulkOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * Deletes neighbouring rows of one kind in one statement instead of one by one, each still by its revision: where fewer
 * rows went than should have, somebody else was quicker, and the engine learns it as it does from a single row. On
 * PostgreSQL, which looks at references when a statement is over and not row by row, so that a scope may go together
 * with what is in it.
 */
final class RowsAtOnce extends BatchDbSqlSession {

    static final Set<Class<? extends DbEntity>> KINDS = Set.of(
            VariableInstanceEntity.class,
            ExecutionEntity.class,
            TaskEntity.class,
            TimerEntity.class,
            EventSubscriptionEntity.class);

    private static final String NAME = "org.minqing.deleteAtOnce.";
    private static final Pattern BY_REVISION =
            Pattern.compile("\\s*delete from (\\w+) where ID_ = \\? and REV_ = \\?\\s*", Pattern.CASE_INSENSITIVE);

    private RowsAtOnce(DbSqlSessionFactory engines) {
        super(engines);
    }

    /** To be called when the engine is initialised. */
    static void install(ProcessEngineConfigurationImpl engine) {
        DbSqlSessionFactory engines = engine.getDbSqlSessionFactory();
        if (!DbSqlSessionFactory.POSTGRES.equals(engine.getDatabaseType()) || !engine.isJdbcBatchProcessing()) {
            return;
        }
        Configuration statements = engine.getSqlSessionFactory().getConfiguration();
        KINDS.forEach(kind -> addTo(statements, kind, table(statements, engines, kind)));
        engine.getSessionFactories()
                .put(DbSqlSession.class, Managers.factory(DbSqlSession.class, () -> new RowsAtOnce(engines)));
    }

    /** @throws IllegalStateException when the engine deletes rows of this kind by more than their id and revision */
    private static String table(Configuration statements, DbSqlSessionFactory engines, Class<? extends DbEntity> kind) {
        String sql = statements
                .getMappedStatement(engines.mapStatement(engines.getDeleteStatement(kind)))
                .getBoundSql(null)
                .getSql();
        Matcher byRevision = BY_REVISION.matcher(sql);
        if (!byRevision.matches()) {
            throw new IllegalStateException("the engine deletes %s in another way: %s".formatted(kind, sql));
        }
        return byRevision.group(1);
    }

    private static void addTo(Configuration statements, Class<?> kind, String table) {
        String sql = "delete from %s using unnest(?, ?) as gone (id, rev) where ID_ = gone.id and REV_ = gone.rev"
                .formatted(table);
        List<ParameterMapping> rows = Stream.of("ids", "revisions")
                .map(name -> new ParameterMapping.Builder(statements, name, new ArrayTypeHandler()).build())
                .toList();
        statements.addMappedStatement(new MappedStatement.Builder(
                        statements,
                        NAME + kind.getSimpleName(),
                        new StaticSqlSource(statements, sql, rows),
                        SqlCommandType.DELETE)
                .build());
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        List<DbOperation> together = together(operations);
        FlushResult result = super.executeDbOperations(together);
        List<DbOperation> failed = new ArrayList<>(result.getFailedOperations());
        for (DbOperation operation : together) {
            if (operation instanceof Gone gone) {
                gone.overtaken().ifPresent(failed::add);
            }
        }
        return FlushResult.withFailuresAndRemaining(failed, result.getRemainingOperations());
    }

    private static List<DbOperation> together(List<DbOperation> operations) {
        List<DbOperation> all = new ArrayList<>();
        List<DbEntityOperation> neighbours = new ArrayList<>();
        for (DbOperation operation : operations) {
            boolean deletes = operation instanceof DbEntityOperation
                    && operation.getOperationType() == DbOperationType.DELETE
                    && KINDS.contains(operation.getEntityType());
            if (!neighbours.isEmpty() && (!deletes || neighbours.get(0).getEntityType() != operation.getEntityType())) {
                take(neighbours, all);
            }
            if (deletes) {
                neighbours.add((DbEntityOperation) operation);
            } else {
                all.add(operation);
            }
        }
        take(neighbours, all);
        return all;
    }

    private static void take(List<DbEntityOperation> neighbours, List<DbOperation> all) {
        if (neighbours.size() > 1) {
            all.add(new Gone(neighbours));
        } else {
            all.addAll(neighbours);
        }
        neighbours.clear();
    }

    /** Several rows of one kind that go together. */
    private static final class Gone extends DbBulkOperation {

        private final List<DbEntityOperation> rows;

        Gone(List<DbEntityOperation> rows) {
            this.rows = List.copyOf(rows);
            Class<? extends DbEntity> kind = rows.get(0).getEntityType();
            setOperationType(DbOperationType.DELETE_BULK);
            setEntityType(kind);
            setStatement(NAME + kind.getSimpleName());
            setParameter(Map.of(
                    "ids",
                    rows.stream().map(row -> row.getEntity().getId()).toArray(String[]::new),
                    "revisions",
                    rows.stream()
                            .map(row -> ((HasDbRevision) row.getEntity()).getRevision())
                            .toArray(Integer[]::new)));
        }

        /** One of the rows, told as overtaken, when not all of them were there as they had been read. */
        Optional<DbOperation> overtaken() {
            if (getState() != State.APPLIED) {
                return Optional.empty();
            }
            rows.forEach(row -> {
                row.setRowsAffected(1);
                row.setState(State.APPLIED);
            });
            if (getRowsAffected() == rows.size()) {
                return Optional.empty();
            }
            DbEntityOperation first = rows.get(0);
            first.setRowsAffected(0);
            first.setState(State.FAILED_CONCURRENT_MODIFICATION);
            return Optional.of(first);
        }
    }
}
