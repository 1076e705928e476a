package org.minqing.appeal;

import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Tells the engine what happened to an appeal as a whole. */
@Component
public class AppealProcess {

    private final RuntimeService runtime;
    private final HistoryService history;
    private final TaskService tasks;

    AppealProcess(RuntimeService runtime, HistoryService history, TaskService tasks) {
        this.runtime = runtime;
        this.history = history;
        this.tasks = tasks;
    }

    /** @return the id of the process instance that carries the appeal from now on */
    String appealReceived(Appeal appeal) {
        return runtime.startProcessInstanceByKey(
                        AppealModel.PROCESS, appeal.number(), Map.of(AppealModel.APPEAL_ID, appeal.id()))
                .getProcessInstanceId();
    }

    /** The source channel has answered the requester; the levels end and closing begins. */
    public void sourceReplied(Appeal appeal) {
        correlate(AppealModel.MESSAGE_SOURCE_REPLIED, appeal);
    }

    /**
     * A leader takes the appeal out of its levels.
     *
     * @param path short code of the way that it goes now
     */
    public void pathOrdered(Appeal appeal, String path) {
        runtime.createMessageCorrelation(AppealModel.MESSAGE_PATH_ORDERED)
                .processInstanceId(appeal.processInstanceId())
                .setVariable(AppealModel.OUTCOME, path)
                .correlate();
    }

    /** The requester has taken the appeal back. */
    public void withdrawn(Appeal appeal) {
        correlate(AppealModel.MESSAGE_WITHDRAWN, appeal);
    }

    /** Comments and files that somebody has left at the engine's own instances and tasks go. */
    void wordsErased(Appeal appeal) {
        history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.number())
                .unlimitedList()
                .forEach(instance -> {
                    String id = instance.getId();
                    if (!tasks.getProcessInstanceComments(id).isEmpty()) {
                        tasks.deleteProcessInstanceComments(id);
                    }
                    tasks.getProcessInstanceAttachments(id)
                            .forEach(attachment -> tasks.deleteAttachment(attachment.getId()));
                });
    }

    private void correlate(String message, Appeal appeal) {
        runtime.createMessageCorrelation(message)
                .processInstanceId(appeal.processInstanceId())
                .correlate();
    }
}
