package org.minqing.security;

import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.minqing.Refused;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Stands in front of every command of the engine: lets none in that carries code or is not for its sender, and gives
 * back a refusal of ours as it was said, whatever the engine wrapped it in. What commands do in turn is not looked at:
 * that is our models' doing.
 */
final class EngineGuard extends CommandInterceptor {

    private static final String JAVA_OBJECT = "ENGINE-17007";

    private final IdentityService identity;
    private final StaffCommands staff;
    private final Supplier<OvertakenTasks> overtaken;

    EngineGuard(IdentityService identity, StaffCommands staff, Supplier<OvertakenTasks> overtaken) {
        this.identity = identity;
        this.staff = staff;
        this.overtaken = overtaken;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (Context.getCommandContext() != null) {
            return next.execute(command);
        }
        QueryExpressions.check(command);
        Authentication caller = identity.getCurrentAuthentication();
        boolean known = caller != null && caller.getUserId() != null;
        if (known && EngineDoor.isEntered()) {
            if (caller.getGroupIds() != null && caller.getGroupIds().contains(Groups.CAMUNDA_ADMIN)) {
                AdministratorCommands.check(command, caller.getUserId());
            } else {
                staff.check(command, caller.getUserId());
            }
        }
        try {
            return next.execute(command);
        } catch (RuntimeException failed) {
            throw known ? said(failed, command, caller.getUserId()) : refusal(failed, failed);
        }
    }

    /** What a person is told; a timer's failure stays as it is, so that the engine tries it again. */
    private RuntimeException said(RuntimeException failed, Command<?> command, String caller) {
        if (failed instanceof OptimisticLockingException || failed instanceof TaskAlreadyClaimedException) {
            return overtaken.get().by(command, caller).orElseGet(ClaimedTasks::changed);
        }
        if (failed instanceof AuthorizationException && !EngineDoor.isEntered()) {
            return Refused.forbidden("您无权进行此操作");
        }
        if (EngineDoor.isEntered() && isMissing(failed)) {
            return overtaken.get().by(command, caller).orElseGet(() -> Refused.notFound("没有找到，或已经办结，或不归您办理"));
        }
        if (EngineDoor.isEntered() && String.valueOf(failed.getMessage()).startsWith(JAVA_OBJECT)) {
            return Refused.invalid("variables", "变量不能是序列化的 Java 对象");
        }
        if (EngineDoor.isEntered() && EngineMistakes.isCallers(failed)) {
            return Refused.invalid(null, EngineMistakes.words(failed));
        }
        if (!EngineDoor.isEntered() && failed instanceof MismatchingMessageCorrelationException) {
            return Refused.conflict("这件诉求的流程已挂起或已终止，不能继续办理，请与系统管理员联系");
        }
        RuntimeException refusal = refusal(failed, failed);
        if (refusal == failed && !isHeld(refusal) && !EngineMistakes.isCalledSo(failed)) {
            EngineDoor.failed();
        }
        return isHeld(refusal) ? new Refused(Refused.Kind.BUSY, null, "他人正在办理同一事项，请稍后再试") : refusal;
    }

    /** Somebody else holds the case's row for longer than the database waits. */
    private static boolean isHeld(Throwable failed) {
        return failed instanceof ConcurrencyFailureException || failed.getCause() != null && isHeld(failed.getCause());
    }

    /** A task that somebody else has just completed is missing in one of these ways. */
    private static boolean isMissing(RuntimeException failed) {
        return failed instanceof NotFoundException
                || failed instanceof NullValueException
                || failed instanceof NullPointerException
                || String.valueOf(failed.getMessage()).startsWith("Cannot find task with id");
    }

    private static RuntimeException refusal(RuntimeException failed, Throwable cause) {
        for (Throwable current = cause; current != null; current = current.getCause()) {
            if (current instanceof Refused refused) {
                return refused;
            }
        }
        return failed;
    }
}
