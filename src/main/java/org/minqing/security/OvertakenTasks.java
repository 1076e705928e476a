package org.minqing.security;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.minqing.Refused;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.stereotype.Component;

/** What somebody is told whose claim or answer came too late: who holds the task, or how it ended. */
@Component
class OvertakenTasks {

    private static final Set<Class<?>> WORK =
            Set.of(ClaimTaskCmd.class, AssignTaskCmd.class, CompleteTaskCmd.class, SubmitTaskFormCmd.class);

    private final ClaimedTasks claimed;
    private final EndedTasks ended;

    OvertakenTasks(ClaimedTasks claimed, EndedTasks ended) {
        this.claimed = claimed;
        this.ended = ended;
    }

    /** @return empty for a command that is no work on a task, or where nothing is known that the caller may hear */
    Optional<Refused> by(Command<?> command, String caller) {
        if (!WORK.contains(command.getClass())
                || !(new DirectFieldAccessor(command).getPropertyValue("taskId") instanceof String taskId)) {
            return Optional.empty();
        }
        return claimed.of(taskId, caller).or(() -> ended.of(taskId, Refused.Kind.ENDED));
    }
}
