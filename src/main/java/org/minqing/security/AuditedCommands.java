package org.minqing.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.FindActiveActivityIdsCmd;
import org.camunda.bpm.engine.impl.cmd.IsIdentityServiceReadOnlyCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.audit.EntryProof;
import org.minqing.audit.Origin;

/**
 * What comes in at the engine's own addresses and changes something leaves an entry, in the same transaction: that of
 * the case's timeline, where the change is one of a case, else one of its own here.
 */
final class AuditedCommands extends CommandInterceptor {

    static final String ACTION = "ENGINE_CHANGED";

    private static final Set<Class<?>> HARMLESS = Set.of(
            CheckPassword.class,
            AuthorizationCheckCmd.class,
            IsIdentityServiceReadOnlyCmd.class,
            FindActiveActivityIdsCmd.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private final Supplier<AuditService> audit;
    private final Origin origin;
    private final EngineChanges changes;

    AuditedCommands(Supplier<AuditService> audit, Origin origin, EngineChanges changes) {
        this.audit = audit;
        this.origin = origin;
        this.changes = changes;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (INSIDE.get() != null || !EngineDoor.isEntered() || isReading(command)) {
            return next.execute(command);
        }
        INSIDE.set(true);
        try {
            long before = EntryProof.written();
            T result = next.execute(command);
            if (EntryProof.written() == before) {
                record(command.getClass().getSimpleName(), changes.of(Context.getCommandContext()));
            }
            return result;
        } finally {
            INSIDE.remove();
        }
    }

    /** What is only made, to be saved by the next command, changes nothing yet. */
    private void record(String command, List<Map<String, Object>> made) {
        if (!made.isEmpty() || !command.startsWith("Create")) {
            audit.get()
                    .record(AuditEntry.of(ACTION, origin.request())
                            .with("command", command)
                            .with("changes", made));
        }
    }

    private boolean isReading(Command<?> command) {
        return StaffCommands.isReading(command)
                || HARMLESS.contains(command.getClass())
                || READING.contains(origin.method());
    }
}
