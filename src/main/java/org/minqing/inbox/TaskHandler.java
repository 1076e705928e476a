package org.minqing.inbox;

import java.util.List;
import java.util.Map;
import org.minqing.engine.Step;

/** What a capability does with the answers to the user tasks of its models. */
public interface TaskHandler {

    /** The tasks it answers for. */
    List<TaskForm> forms();

    /**
     * Carries a checked answer out on the case's rows.
     *
     * @param actor officer id
     * @return routing facts that the process is to know from now on; never words
     * @throws org.minqing.Refused when the answer does not fit the case; nothing has been changed then
     */
    Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step);
}
