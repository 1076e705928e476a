package org.minqing.security;

import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.minqing.Refused;
import org.springframework.beans.DirectFieldAccessor;

/**
 * What a system administrator may not ask of the engine at its own addresses: he deploys and runs, but a task is its
 * unit's work, and accounts, groups and rights are the security administrator's.
 */
final class AdministratorCommands {

    private static final Pattern WORK = Pattern.compile(
            "(Claim|Assign|Complete|Delegate|Resolve|Save|Create|Delete)TaskCmd|SubmitTaskFormCmd|SubmitStartFormCmd"
                    + "|SetTask\\w+Cmd|RemoveTaskVariablesCmd|PatchTaskVariablesCmd|HandleTask\\w+Cmd"
                    + "|(Add|Delete)(User|Group)?IdentityLinkCmd|AddCommentCmd|CreateAttachmentCmd|SaveAttachmentCmd");
    private static final Pattern ACCOUNTS =
            Pattern.compile("(Create|Save|Delete)(User|Group|Tenant)Cmd|(Create|Delete)(\\w*Membership)Cmd"
                    + "|(Save|Delete)AuthorizationCmd|CreateAuthorizationCommand|(Set|Delete)User(Info|Picture)Cmd");
    private static final Set<String> OWN = Set.of("SaveUserCmd");

    private AdministratorCommands() {}

    /** @throws Refused 403 */
    static void check(Command<?> command, String userId) {
        String name = command.getClass().getSimpleName();
        if (WORK.matcher(name).matches()) {
            throw Refused.forbidden("诉求由承办单位办理，系统管理员不能代办");
        }
        if (ACCOUNTS.matcher(name).matches() && !(OWN.contains(name) && isOwn((SaveUserCmd) command, userId))) {
            throw Refused.forbidden("账号和角色由安全管理员管理");
        }
    }

    private static boolean isOwn(SaveUserCmd command, String userId) {
        Object user = new DirectFieldAccessor(command).getPropertyValue("user");
        return user instanceof User saved && userId.equals(saved.getId());
    }
}
