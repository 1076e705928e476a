package org.minqing.engine;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Takes the engine's jobs in due order, urgent ones first among equals: the engine itself knows only the priority
 * before the due date, or no order at all.
 */
class JobsInDueOrder extends JobManager {

    /** Has this order; without it each look at the timers, once a second on each node, reads all of them. */
    static final String INDEX = "create index if not exists job_due on act_ru_job (duedate_, priority_ desc)";

    private static final List<QueryOrderingProperty> ORDER =
            List.of(JOB_DUEDATE_ORDERING_PROPERTY, JOB_PRIORITY_ORDERING_PROPERTY);

    /** What the engine asks for, but for the order; each node runs all models, so none is left out by deployment. */
    @Override
    @SuppressWarnings("unchecked")
    public List<AcquirableJobEntity> findNextJobsToExecute(Page page) {
        ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
        Date now = ClockUtil.getCurrentTime();
        Map<String, Object> question = new HashMap<>();
        question.put("now", now);
        question.put("alwaysSetDueDate", isEnsureJobDueDateNotNull());
        question.put("deploymentAware", false);
        question.put("jobPriorityMin", null);
        question.put("jobPriorityMax", null);
        question.put("historyCleanupEnabled", engine.isHistoryCleanupEnabled());
        question.put("orderingProperties", ORDER);
        question.put("applyOrdering", true);
        question.put(
                "applyExclusiveOverProcessHierarchies", engine.isJobExecutorAcquireExclusiveOverProcessHierarchies());
        return getDbEntityManager().selectList("selectNextJobsToExecute", question, page);
    }
}
