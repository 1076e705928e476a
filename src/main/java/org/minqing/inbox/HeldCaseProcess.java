package org.minqing.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Holds a case before the engine reads anything of it for somebody who finishes a task: of two who come at once the second
 * sees what the first has done, instead of learning at the end that he was overtaken. Whoever claims a task or finishes it
 * finds the inbox's row read, with all that is asked of it on the way.
 */
@Component
class HeldCaseProcess extends AbstractProcessEnginePlugin {

    private static final Set<Class<?>> FINISHING = Set.of(CompleteTaskCmd.class, SubmitTaskFormCmd.class);
    private static final Set<Class<?>> TAKING = Set.of(ClaimTaskCmd.class, AssignTaskCmd.class);

    private final ObjectProvider<InboxService> inbox;

    HeldCaseProcess(ObjectProvider<InboxService> inbox) {
        this.inbox = inbox;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> inside = engine.getCustomPostCommandInterceptorsTxRequired() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomPostCommandInterceptorsTxRequired());
        inside.add(new Ahead());
        engine.setCustomPostCommandInterceptorsTxRequired(inside);
    }

    private final class Ahead extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            boolean finishes = FINISHING.contains(command.getClass());
            if (finishes || TAKING.contains(command.getClass())) {
                String taskId = (String) new DirectFieldAccessor(command).getPropertyValue("taskId");
                if (taskId != null && finishes) {
                    inbox.getObject().hold(taskId);
                } else if (taskId != null) {
                    inbox.getObject().find(taskId);
                }
            }
            return next.execute(command);
        }
    }
}
