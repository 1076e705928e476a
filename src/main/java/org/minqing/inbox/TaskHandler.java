package org.minqing.inbox;

import java.util.List;
import java.util.Map;
import org.minqing.engine.Step;

/** What a capability does with the answers to the user tasks of its models. */
public interface TaskHandler {

    /** The tasks it answers for. */
    List<TaskForm> forms();

    /**
     * What a task is about that is about no appeal; only who has such tasks answers.
     *
     * @param ordinal which of several in one process, from 0, or null
     */
    default Matter matter(String processInstanceId, Integer ordinal) {
        throw new IllegalStateException("every task of these forms is about an appeal");
    }

    /**
     * Carries a checked answer out on the case's rows.
     *
     * @param actor officer id
     * @return routing facts that the process is to know from now on; never words
     * @throws org.minqing.Refused when the answer does not fit the case; nothing has been changed then
     */
    Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step);
}
