package org.minqing.engine;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many of the engine's indexes are on columns that are empty in nearly every row of ours: tenants, cases of CMMN,
 * batches, variables of tasks. PostgreSQL writes an entry for each empty one too. They are made anew, under their own
 * names and for the same questions, without the empty rows; a question for a value never needs those.
 */
final class LeanIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(LeanIndexes.class);
    private static final int ONE_NODE_AT_A_TIME = 7_240_001;

    private static final String FULL = """
            select c.relname, pg_get_indexdef(i.indexrelid) as definition, a.attname
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
            join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
            where t.relname in ('act_ru_execution', 'act_ru_task', 'act_ru_variable', 'act_ru_identitylink',
                    'act_ru_event_subscr', 'act_ru_job', 'act_hi_procinst')
              and t.relnamespace = current_schema()::regnamespace
              and a.attname in ('tenant_id_', 'case_execution_id_', 'case_inst_id_', 'case_def_id_', 'batch_id_',
                    'bytearray_id_', 'task_id_', 'owner_', 'assignee_', 'user_id_', 'group_id_', 'proc_def_id_',
                    'super_exec_', 'super_case_exec_', 'parent_id_', 'configuration_', 'event_name_',
                    'exception_stack_id_', 'restarted_proc_inst_id_', 'business_key_')
              and not a.attnotnull and i.indpred is null and not i.indisunique""";

    /**
     * Nobody asks by these: people's tasks are found by the inbox's indexes; tasks and executions of one model, or all
     * executions below one process, are a large part of all and counted with the rest; jobs of one kind are found by the
     * index on kind and content. Without those on the assignee and the last change, a claim changes no index of the
     * engine's tasks at all.
     */
    private static final List<String> UNUSED = List.of(
            "act_idx_task_procdef",
            "act_idx_task_last_updated",
            "act_idx_task_assignee",
            "act_idx_exe_procdef",
            "act_idx_exe_root_pi",
            "act_idx_job_root_procinst",
            "act_idx_job_handler_type");

    private static final int ROOM_FOR_A_CLAIM = 85;

    private LeanIndexes() {}

    static void make(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(" + ONE_NODE_AT_A_TIME + ")::text")
                    .query(String.class)
                    .single();
            UNUSED.forEach(index -> jdbc.sql("drop index if exists " + index).update());
            jdbc.sql("alter table act_ru_task set (fillfactor = " + ROOM_FOR_A_CLAIM + ")")
                    .update();
            List<Index> full = jdbc.sql(FULL).query(Index.class).list();
            for (Index index : full) {
                jdbc.sql("drop index " + index.relname()).update();
                jdbc.sql("%s where %s is not null".formatted(index.definition(), index.attname()))
                        .update();
            }
            if (!full.isEmpty()) {
                LOG.info("{} indexes of the engine made anew without their empty rows", full.size());
            }
        });
    }

    /** An index that has entries for empty columns; {@code attname} is its first column. */
    record Index(String relname, String definition, String attname) {}
}
