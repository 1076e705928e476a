package org.minqing.security;

import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.minqing.directory.DirectoryService;

/** The engine's own two task queries, joined with the rows of the inbox that the caller's unit or he himself holds. */
final class OwnTasksSql implements SqlSource {

    static final String LIST = "org.minqing.selectOwnTasks";
    static final String COUNT = "org.minqing.selectOwnTaskCount";

    private static final String TASKS = "ACT_RU_TASK RES";
    private static final String MINE = " inner join inbox MINE on MINE.task_id = RES.ID_ and (MINE.assignee = ?"
            + " or MINE.unit_code = (select o.unit_code from officer o where o.id = ? and o.state in ('ACTIVE', 'SYSTEM') and "
            + DirectoryService.WORKS_ON_CASES + "))";
    private static final String USER = "accessUser";

    private final Configuration configuration;
    private final SqlSource engines;

    private OwnTasksSql(Configuration configuration, SqlSource engines) {
        this.configuration = configuration;
        this.engines = engines;
    }

    static void addTo(Configuration configuration) {
        add(configuration, "selectTaskByQueryCriteria", LIST);
        add(configuration, "selectTaskCountByQueryCriteria", COUNT);
    }

    private static void add(Configuration configuration, String engines, String ours) {
        MappedStatement statement = configuration.getMappedStatement(engines);
        configuration.addMappedStatement(new MappedStatement.Builder(
                        configuration,
                        ours,
                        new OwnTasksSql(configuration, statement.getSqlSource()),
                        statement.getSqlCommandType())
                .resource(statement.getResource())
                .resultMaps(statement.getResultMaps())
                .statementType(statement.getStatementType())
                .resultSetType(statement.getResultSetType())
                .useCache(false)
                .build());
    }

    @Override
    public BoundSql getBoundSql(Object query) {
        BoundSql bound = engines.getBoundSql(query);
        String sql = bound.getSql();
        int end = sql.indexOf(TASKS) + TASKS.length();
        int before = (int) sql.substring(0, end).chars().filter(c -> c == '?').count();
        List<ParameterMapping> parameters = new ArrayList<>(bound.getParameterMappings());
        ParameterMapping user = new ParameterMapping.Builder(configuration, USER, String.class).build();
        parameters.addAll(before, List.of(user, user));
        BoundSql mine =
                new BoundSql(configuration, sql.substring(0, end) + MINE + sql.substring(end), parameters, query);
        bound.getAdditionalParameters().forEach(mine::setAdditionalParameter);
        mine.setAdditionalParameter(USER, ((TaskQueryImpl) query).getAuthCheck().getAuthUserId());
        return mine;
    }
}
