package org.minqing.security;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.FindActiveActivityIdsCmd;
import org.camunda.bpm.engine.impl.cmd.IsIdentityServiceReadOnlyCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.minqing.Refused;
import org.springframework.beans.DirectFieldAccessor;

/**
 * What somebody who is no administrator may ask of the engine at its own addresses: to read, and what Tasklist does with
 * a task and with a form. All else (deployments, filters, other people's variables, due dates, jobs, starts in the middle
 * of a model …) is for the administrator. Whether he may do it to this very task, {@link UnitCommandChecker} says.
 */
final class StaffCommands {

    private static final Set<Class<?>> ACTS = Set.of(
            ClaimTaskCmd.class,
            AssignTaskCmd.class,
            CompleteTaskCmd.class,
            SubmitTaskFormCmd.class,
            SubmitStartFormCmd.class,
            StartProcessInstanceCmd.class,
            SaveUserCmd.class,
            CheckPassword.class,
            AuthorizationCheckCmd.class,
            IsIdentityServiceReadOnlyCmd.class,
            FindActiveActivityIdsCmd.class);

    private final AccessRule rule;

    StaffCommands(AccessRule rule) {
        this.rule = rule;
    }

    /** @throws Refused 403 when only an administrator may do this */
    void check(Command<?> command, String userId) {
        if (isReading(command)) {
            return;
        }
        if (!ACTS.contains(command.getClass())) {
            throw Refused.forbidden("此操作只能由管理员进行");
        }
        if (command instanceof ClaimTaskCmd) {
            Object assignee = field(command, "userId");
            if (assignee != null && !assignee.equals(userId)) {
                throw Refused.forbidden("只能为自己认领任务");
            }
        }
        if (command instanceof AssignTaskCmd) {
            Object assignee = field(command, "userId");
            String taskId = (String) field(command, "taskId");
            if (assignee != null && rule.mayWorkOn(taskId) && !rule.mayBeGiven(taskId, (String) assignee)) {
                throw Refused.forbidden("只能交给承办单位的工作人员");
            }
        }
        if (command instanceof CompleteTaskCmd) {
            checkVariables(field(command, "variables"));
        }
        if (command instanceof SubmitTaskFormCmd) {
            checkVariables(field(command, "properties"));
        }
        if (command instanceof SubmitStartFormCmd) {
            checkVariables(field(command, "variables"));
        }
        if (command instanceof StartProcessInstanceCmd) {
            checkVariables(((ProcessInstantiationBuilderImpl) field(command, "instantiationBuilder")).getVariables());
        }
    }

    static boolean isReading(Command<?> command) {
        Class<?> type = command.getClass();
        String name = type.getSimpleName();
        return command instanceof AbstractQuery
                || name.startsWith("Get")
                || name.startsWith("ExecuteFilter")
                || name.startsWith("Create") && name.endsWith("QueryCmd")
                || type.getName().startsWith("org.camunda.bpm.cockpit.")
                || type.getName().startsWith("org.camunda.bpm.webapp.");
    }

    /** Which case a process carries is not for a form to say. */
    private static void checkVariables(Object variables) {
        if (variables instanceof Map<?, ?> map) {
            for (Object name : map.keySet()) {
                if (String.valueOf(name).endsWith("Id")) {
                    throw Refused.forbidden("不能改动“%s”".formatted(name));
                }
            }
        }
    }

    private static Object field(Command<?> command, String name) {
        return new DirectFieldAccessor(command).getPropertyValue(name);
    }
}
