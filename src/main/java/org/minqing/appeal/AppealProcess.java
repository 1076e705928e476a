package org.minqing.appeal;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Tells the engine what happened to an appeal as a whole. */
@Component
public class AppealProcess {

    private final RuntimeService runtime;

    AppealProcess(RuntimeService runtime) {
        this.runtime = runtime;
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

    private void correlate(String message, Appeal appeal) {
        runtime.createMessageCorrelation(message)
                .processInstanceId(appeal.processInstanceId())
                .correlate();
    }
}
