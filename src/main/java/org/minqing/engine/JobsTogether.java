package org.minqing.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs due jobs as the engine does, but when many are due at once, after a stop, several of them in one transaction: what
 * they have in common is read once and rows of one kind are written together. Jobs of one process never share a
 * transaction. Where one of several fails, all of them are run once more, each alone, with the engine's own retries.
 */
class JobsTogether extends SpringJobExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(JobsTogether.class);

    private final int workers;

    /** @param workers threads that run jobs: jobs are put together only when there are more than these */
    JobsTogether(int workers) {
        this.workers = workers;
        setAcquireJobsCmdFactory(number -> new Acquire(number));
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobIds, ProcessEngineImpl engine) {
        return jobIds instanceof Together together
                ? new Run(together, engine)
                : super.getExecuteJobsRunnable(jobIds, engine);
    }

    /** Jobs of different processes, in due order. */
    static final class Together extends ArrayList<String> {

        Together(Collection<String> jobIds) {
            super(jobIds);
        }
    }

    private final class Acquire extends AcquireJobsCmd {

        private final Map<String, Integer> order = new HashMap<>();

        Acquire(int number) {
            super(JobsTogether.this, number);
        }

        @Override
        public AcquiredJobs execute(CommandContext context) {
            super.execute(context);
            List<List<String>> batches = acquiredJobs.getJobIdBatches();
            batches.sort(Comparator.comparing(batch -> order.getOrDefault(batch.get(0), Integer.MAX_VALUE)));
            List<List<String>> single = batches.stream()
                    .filter(batch -> batch.size() == 1 && order.containsKey(batch.get(0)))
                    .toList();
            if (single.size() > workers) {
                List<String> alone = single.stream().map(batch -> batch.get(0)).toList();
                batches.removeAll(single);
                int each = (alone.size() + workers - 1) / workers;
                for (int from = 0; from < alone.size(); from += each) {
                    batches.add(new Together(alone.subList(from, Math.min(from + each, alone.size()))));
                }
            }
            return acquiredJobs;
        }

        @Override
        protected void lockJob(AcquirableJobEntity job) {
            if (job.getProcessInstanceId() != null) { // the cleaning of the history belongs to none
                order.put(job.getId(), order.size());
            }
            super.lockJob(job);
        }
    }

    private static final class Run extends ExecuteJobsRunnable {

        Run(Together jobIds, ProcessEngineImpl engine) {
            super(jobIds, engine);
        }

        @Override
        public void run() {
            if (!jobExecutor.isActive() || !haveRunTogether()) {
                super.run();
                return;
            }
            jobExecutor.jobWasAdded();
        }

        private boolean haveRunTogether() {
            Context.setJobExecutorContext(new JobExecutorContext());
            try {
                processEngine
                        .getProcessEngineConfiguration()
                        .getCommandExecutorTxRequired()
                        .execute(context -> {
                            jobIds.forEach(id -> new ExecuteJobsCmd(id, new JobFailureCollector(id)).execute(context));
                            return null;
                        });
                return true;
            } catch (RuntimeException failed) {
                LOG.warn("{} due jobs did not go together and are run each alone", jobIds.size(), failed);
                return false;
            } finally {
                Context.removeJobExecutorContext();
            }
        }
    }
}
